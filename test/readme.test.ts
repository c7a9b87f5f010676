import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { program } from '../src/cli/program.ts'
import { settingNames } from '../src/config.ts'
import { readBoard } from '../src/core/plan/read-board.ts'
import { readPlanYaml } from '../src/core/plan/read-plan-yaml.ts'
import { readLadder } from '../src/core/reminder/read-ladder.ts'

const root = resolve(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')

const readme = read('README.md')
const [english = '', vietnamese = ''] = readme.split(/^## Tiếng Việt$/m)
const languages = { English: english, Vietnamese: vietnamese }

const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((found) => found[1] ?? '')

/** Every command of the shell blocks; `&&` parts two. */
const commands = (text: string): readonly string[] =>
  blocks(text, 'sh').flatMap((block) => block.split(/\n|&&/).flatMap((line) => line.trim() || []))

/** What `dung-han … --help` prints. */
async function helpOf(...command: readonly string[]): Promise<string> {
  let printed = ''
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk)
    return true
  })
  try {
    expect(await program([...command, '--help'])).toBe(0)
  } finally {
    spy.mockRestore()
  }
  return printed
}

const optionsIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/(?<![\w-])--[a-z]+/g)].map(([option]) => option))].sort()

const commandNames = async (): Promise<readonly string[]> =>
  [...(await helpOf()).matchAll(/^ {2}([a-z-]+) .*[[<]/gm)]
    .map((found) => found[1] ?? '')
    .filter((name) => name !== 'help')

/** The row of a section's command table that speaks of this command. */
const rowOf = (text: string, name: string): string | undefined =>
  text.split('\n').find((line) => line.startsWith(`| \`npx dung-han ${name}`))

describe('README', () => {
  it('has a part in each language, with commands to copy', () => {
    for (const part of Object.values(languages)) expect(commands(part).length).toBeGreaterThan(5)
    expect(commands(english).slice(0, 4)).toEqual(['npm install', 'npm start', 'npm install', 'npm test'])
  })

  it('opens with a picture that exists', () => {
    const picture = /!\[[^\]]+\]\(([^)]+)\)/.exec(english)?.[1]
    expect(picture).toBe('docs/chat.png')
    expect(readFileSync(join(root, 'docs/chat.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  it('links only to files that exist', () => {
    const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((found) => found[1] ?? '')
    const local = targets.filter((target) => !target.includes('://'))
    expect(local.length).toBeGreaterThan(5)
    expect(local.filter((target) => !existsSync(join(root, target)))).toEqual([])
  })

  it.each(Object.entries(languages))('names only npm scripts that exist (%s)', (_, part) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
    const asked = commands(part).flatMap((command) => /^npm (?:run )?([\w:-]+)/.exec(command)?.[1] ?? [])
    expect(asked).toContain('start')
    expect(asked.filter((name) => name !== 'install' && scripts[name] === undefined)).toEqual([])
  })

  it.each(Object.entries(languages))('uses only commands and options that exist (%s)', async (_, part) => {
    const known = await commandNames()
    const used = commands(part).flatMap((line) => {
      const [, name, rest = ''] = /^(?:npx dung-han|npm run dung-han --) (\w+)(.*)$/.exec(line) ?? []
      return name === undefined ? [] : [{ name, options: optionsIn(rest) }]
    })
    expect(used.length).toBeGreaterThan(2)
    for (const { name, options } of used) {
      expect(known).toContain(name)
      expect(optionsIn(await helpOf(name))).toEqual(expect.arrayContaining([...options]))
    }
  })

  it.each(Object.entries(languages))('lists every command with exactly its options (%s)', async (_, part) => {
    const known = await commandNames()
    expect(known.length).toBeGreaterThan(5)
    for (const name of known) {
      const row = rowOf(part, name)
      const options = optionsIn(await helpOf(name)).filter((option) => option !== '--help')
      expect({ name, options: optionsIn(row ?? '') }).toEqual({ name, options })
    }
  })

  it.each(Object.entries(languages))('names every setting of .env.example (%s)', (_, part) => {
    const settings = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((found) => found[1] ?? '')
    expect(settings.toSorted()).toEqual([...settingNames].sort())
    expect(settings.filter((name) => !part.includes(`| \`${name}\` |`))).toEqual([])
  })

  it.each(Object.entries(languages))(
    'tells of the days on which the ladder reminds, and of no others (%s)',
    (_, part) => {
      const { value: ladder } = readLadder(read('config/ladder.yaml'), 'ladder.yaml', [{ from: '00:00', to: '24:00' }])
      const { rungs, backplan } = ladder ?? { rungs: {}, backplan: {} }
      const days = [...new Set(Object.values(rungs).flatMap((list) => list.map((rung) => rung.days)))]
      // "−10, −5, −2", "0, 14:00": the first cell of a row; a time of day is no day.
      const cells = [...part.matchAll(/^\| ([−+\d][^|]*) \|/gm)].map((row) => (row[1] ?? '').replace(/\d\d:\d\d/, ''))
      const told = cells.flatMap((cell) => [...cell.matchAll(/([−+]?)(\d+)/g)])
      const numbers = told.map(([, sign, digits]) => (sign === '−' ? -1 : 1) * Number(digits))
      const inOrder = (list: readonly number[]) => list.map((day) => day + 0).sort((x, y) => x - y)
      expect(inOrder(numbers)).toEqual(inOrder(days))
      for (const step of Object.values(backplan)) expect(part).toContain(`T−${-step}`)
    },
  )

  it('shows a plan that the sample board can follow', () => {
    const board = readBoard(read('config/boards/sample.yaml'), 'sample.yaml').value
    const plans = blocks(readme, 'yaml').filter((block) => block.startsWith('plan:'))
    expect(board).toBeDefined()
    expect(plans).toHaveLength(1)
    for (const plan of plans) {
      const { value, issues } = readPlanYaml(plan, 'README.md', board)
      expect(issues).toEqual([])
      expect(value?.duties).toHaveLength(1)
    }
  })
})
