import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

interface Module {
  /** Relative to `src`, with forward slashes. */
  readonly name: string
  readonly text: string
  readonly imports: readonly string[]
}

/** As the formatter leaves them: the last line of an import or re-export ends with its place. */
const importPattern =
  /^(?:import|export|\})[^'\n]* from '([^'\n]+)'|^import '([^'\n]+)'|\bimport\(\s*'([^'\n]+)'\s*\)/gm

function modulesIn(folder: string): Module[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const imports = [...text.matchAll(importPattern)].map((found) => {
        const target = found[1] ?? found[2] ?? found[3] ?? ''
        return target.startsWith('.') ? relative(folder, resolve(folder, dirname(name), target)) : target
      })
      return { name: name.replaceAll('\\', '/'), text, imports }
    })
}

const modules = modulesIn(source)
const layerOf = (name: string): string => (name.includes('/') ? name.slice(0, name.indexOf('/')) : name)

/** Which folder of `src` may import which; a folder may always import itself. Sentences (`text`) are pure as well. */
const allowed: { readonly [layer: string]: readonly string[] } = {
  core: ['text'],
  text: ['core', 'app'],
  app: ['core', 'text'],
  store: ['app', 'core', 'text'],
  queue: ['app', 'core', 'store'],
  channel: ['app', 'core', 'text'],
  document: ['app', 'core', 'text'],
  web: ['app', 'core', 'text'],
  cli: ['app', 'core', 'text', 'store', 'document', 'compose.ts', 'clock.ts', 'config.ts', 'config-files.ts'],
  'clock.ts': ['app', 'core'],
  'config.ts': ['core', 'text'],
  'config-files.ts': ['app', 'core', 'text'],
  'compose.ts': [
    'app',
    'core',
    'text',
    'store',
    'queue',
    'channel',
    'document',
    'web',
    'clock.ts',
    'config.ts',
    'compose-channels.ts',
  ],
  'compose-channels.ts': ['app', 'core', 'text', 'channel', 'web', 'config.ts'],
  'main.ts': ['cli'],
}

describe('the house', () => {
  it('has modules to look at, and finds their imports', () => {
    expect(modules.length).toBeGreaterThan(50)
    expect(modules.find((module) => module.name === 'compose.ts')?.imports).toContain('web/server.ts')
  })

  it('lets imports point inwards only', () => {
    const outward = modules.flatMap((module) =>
      module.imports
        .filter((target) => /\.tsx?$/.test(target))
        .filter((target) => {
          const from = layerOf(module.name)
          const to = layerOf(target)
          return from !== to && !(allowed[from] ?? []).includes(to)
        })
        .map((target) => `${module.name} → ${target}`),
    )
    expect(outward).toEqual([])
  })

  it('gives the shells only the ports of app, apart from the web’s own view and the flows’ commands', () => {
    const tooDeep = modules
      .filter((module) => ['store', 'queue', 'channel'].includes(layerOf(module.name)))
      .flatMap((module) =>
        module.imports
          .filter((target) => layerOf(target) === 'app' && !target.startsWith('app/ports/'))
          .map((target) => `${module.name} → ${target}`),
      )
    expect(tooDeep).toEqual([])
  })

  it('keeps core and text pure: no clock, chance, network, files, process', () => {
    const impure = modules
      .filter((module) => ['core', 'text'].includes(layerOf(module.name)))
      .flatMap((module) => {
        const code = module.text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
        const words =
          /Date\.now|new Date\(\s*\)|performance\.now|DateTime\.(?:now|local)\(|process\.|Math\.random|\bfetch\(|setTimeout|setInterval/
        const found = words.exec(code)?.[0]
        const node = module.imports.find((target) => target.startsWith('node:'))
        return [found, node].filter((one) => one !== undefined).map((one) => `${module.name}: ${one}`)
      })
    expect(impure).toEqual([])
  })

  it('lets core use no library but those for time, checks and YAML', () => {
    const libraries = modules
      .filter((module) => ['core', 'text'].includes(layerOf(module.name)))
      .flatMap((module) =>
        module.imports.filter((target) => !/\.tsx?$/.test(target)).map((target) => `${module.name} → ${target}`),
      )
      .filter((line) => !/ → (luxon|zod|yaml)$/.test(line))
    expect(libraries).toEqual([])
  })

  it('has no rings', () => {
    const byName = new Map(modules.map((module) => [module.name, module]))
    const rings: string[] = []
    const state = new Map<string, 'open' | 'done'>()
    const visit = (name: string, path: readonly string[]): void => {
      if (state.get(name) === 'done') return
      if (state.get(name) === 'open') {
        rings.push([...path.slice(path.indexOf(name)), name].join(' → '))
        return
      }
      state.set(name, 'open')
      for (const target of byName.get(name)?.imports ?? []) if (byName.has(target)) visit(target, [...path, name])
      state.set(name, 'done')
    }
    for (const module of modules) visit(module.name, [])
    expect(rings).toEqual([])
  })

  it('has no barrels and no rooms for odds and ends', () => {
    const odd = modules
      .map((module) => module.name)
      .filter((name) => /(^|\/)(index|utils?|helpers?|misc|common)\b/.test(name))
    expect(odd).toEqual([])
  })

  it('starts nothing at import but in main.ts', () => {
    const reads = modules
      .filter((module) => module.name !== 'main.ts' && layerOf(module.name) !== 'cli')
      .filter((module) => /process\.(?:env|exit|argv)/.test(module.text))
      .map((module) => module.name)
    expect(reads).toEqual([])
  })
})
