// Builds dist/ when it is older than what it is made of; with --force in any case. `npm install`, `npm start` and `npx`
// all come through here, so a build that is fresh must cost nothing.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = import.meta.dirname
const stamp = join(root, 'dist', 'built')
const changedAt = (path) => statSync(path).mtimeMs
const newest = (folder) =>
  Math.max(...readdirSync(folder, { recursive: true }).map((name) => changedAt(join(folder, name))))

const parts = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'build.mjs'].map((name) => join(root, name))
const wanted = Math.max(newest(join(root, 'src')), ...parts.filter(existsSync).map(changedAt))
const fresh = existsSync(stamp) && changedAt(stamp) > wanted

if (!fresh || process.argv.includes('--force')) {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
  chmodSync(join(root, 'dist', 'main.js'), 0o755)
  const { prepareDatabase } = await import('./dist/compose.js')
  await prepareDatabase()
  writeFileSync(stamp, `${new Date().toISOString()}\n`)
}
