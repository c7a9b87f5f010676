import { rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { rolldown } from 'rolldown'
import { whole } from './whole.ts'

const root = resolve(import.meta.dirname, '..')

/** Packages that look for their own files beside them, or load machine code. */
const apart = [
  /^@electric-sql\//,
  /^@napi-rs\//,
  /^@tesseract/,
  /^tesseract\.js/,
  /^pdfjs-dist/,
  /^echarts/,
  /^pino/,
  /^tsx/,
]

/**
 * Puts the program into a few files for the suites that start, kill and start it again hundreds of times: each start
 * would otherwise spend half of its time on reading two thousand modules. It is made of what is compiled where that is
 * known to be fresh (DUNG_HAN_TEST_BUILT), else of the sources. Gives what removes it again.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (!whole) return undefined
  // Inside of the package, so that the program finds its packages from there; one of this run alone.
  const folder = `dist/for-tests-${process.pid}`
  const made = await rolldown({
    input: join(root, process.env.DUNG_HAN_TEST_BUILT === undefined ? 'src/main.ts' : 'dist/main.js'),
    platform: 'node',
    external: apart,
    logLevel: 'silent',
    plugins: [{ name: 'where-it-stood', transform: (code, id) => toldWhereItStood(code, id, folder) }],
  })
  await made.write({
    dir: join(root, folder),
    // What came from CommonJS asks for its place by these names.
    banner: 'const __dirname = import.meta.dirname, __filename = import.meta.filename;',
  })
  await made.close()
  await writeFile(join(root, folder, 'package.json'), '{ "type": "module" }\n')
  process.env.DUNG_HAN_TEST_PROGRAM = `${folder}/main.js`
  return () => rm(join(root, folder), { recursive: true, force: true })
}

/** A module of the product that asks where it stands is told where it stood, in whatever copy of the package it runs. */
function toldWhereItStood(code: string, id: string, folder: string): string | undefined {
  const inside = relative(root, id)
  if (inside.startsWith('..') || inside.includes('node_modules') || !code.includes('import.meta.url')) return undefined
  const stood = relative(join(root, folder), id).split(sep).join('/')
  return code.replaceAll('import.meta.url', `new URL('${stood}', import.meta.url).href`)
}
