import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Hono } from 'hono'

// Two levels up is the package's root from src/web and from dist/web alike; the build copies no files.
const own = (name: string): URL => new URL(`../../src/web/assets/${name}`, import.meta.url)
const fromPackage = (path: string): string => createRequire(import.meta.url).resolve(path)

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'
const files = {
  'htmx.js': { from: fromPackage('htmx.org/dist/htmx.min.js'), type: script },
  'htmx-sse.js': { from: fromPackage('htmx-ext-sse/dist/sse.min.js'), type: script },
  'chat.js': { from: own('chat.js'), type: script },
  'base.css': { from: own('base.css'), type: style },
  'page.css': { from: own('page.css'), type: style },
  'chat.css': { from: own('chat.css'), type: style },
  'board.css': { from: own('board.css'), type: style },
  'link.css': { from: own('link.css'), type: style },
  'upload.js': { from: own('upload.js'), type: script },
  'narrow.css': { from: own('narrow.css'), type: style },
  'icon.svg': { from: own('icon.svg'), type: 'image/svg+xml' },
} as const

export type AssetName = keyof typeof files

interface Asset {
  readonly bytes: Buffer<ArrayBuffer>
  readonly type: string
  readonly tag: string
}

const loaded = new Map<AssetName, Asset>()

/** Read once and kept: small files that do not change while the program runs. */
function asset(name: AssetName): Asset {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const bytes = readFileSync(files[name].from)
  const tag = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const read = { bytes, type: files[name].type, tag }
  loaded.set(name, read)
  return read
}

/** The address of an asset; it changes with the content, so that browsers may keep it for ever. */
export const assetPath = (name: AssetName): string => `/assets/${name}?v=${asset(name).tag}`

/** Fixed routes for fixed files: no path from outside ever reaches the file system. */
export function assetRoutes(): Hono {
  const routes = new Hono()
  for (const name of Object.keys(files) as AssetName[]) {
    const { bytes, type } = asset(name)
    routes.get(`/${name}`, (c) =>
      c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    )
  }
  return routes
}
