import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ChatLine } from '../../src/app/demo/demo.ts'
import type { World } from '../world.ts'

/**
 * A golden conversation is a text that a clerk could read: a line with » is what the admin does (`gõ:` types, `bấm:`
 * presses a button, `tệp:` sends a file, `đồng hồ:` lets time pass), # is a remark, and the indented lines below are all
 * that anybody is told then, in full, with the buttons in brackets. Messages are parted by a line with –; those to other
 * people stand under their ids.
 */
export async function play(
  world: World,
  admin: string,
  script: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const lines: string[] = []
  const others = async (): Promise<void> => {
    for (const [person, said] of Object.entries(await world.unreadLines()))
      lines.push(`  → ${person}`, ...shownOf(said))
  }
  for (const line of script.trimEnd().split('\n')) {
    // What others are told is looked at where a passage ends; nothing of it is lost before.
    if (line === '') await others()
    if (line.startsWith('#') || line === '') lines.push(line)
    if (!line.startsWith('» ')) continue
    lines.push(line)
    const colon = line.indexOf(': ')
    try {
      await act(world, admin, line.slice(2, colon), line.slice(colon + 2), files)
    } catch (error) {
      throw new Error(`the conversation stops here:\n${lines.slice(-40).join('\n')}`, { cause: error })
    }
    lines.push(...shownOf(await world.read(admin)))
  }
  await others()
  return `${lines.join('\n')}\n`
}

async function act(
  world: World,
  admin: string,
  verb: string,
  words: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  if (verb === 'gõ') return world.say(admin, words)
  if (verb === 'bấm') return world.press(admin, words)
  if (verb === 'đồng hồ') return world.passTo(words)
  const text = files[words]
  if (verb !== 'tệp' || text === undefined) throw new Error(`the script says “${verb}: ${words}”`)
  return world.handIn(admin, words, text)
}

const shownOf = (said: readonly ChatLine[]): readonly string[] =>
  said
    .flatMap(({ text, choices, files }, index) => [
      ...(index === 0 ? [] : ['–']),
      ...text.split('\n'),
      ...(files.length === 0 ? [] : [files.map(({ name }) => `{${name}}`).join(' ')]),
      ...(choices.length === 0 ? [] : [choices.map(({ label }) => `[${label}]`).join(' ')]),
    ])
    .map((line) => `  ${line}`)

/**
 * Plays the conversation of a file and expects every word of it. With DUNG_HAN_WRITE_GOLDEN the file is written anew
 * from its own steps, to be read and kept or put right.
 */
export async function expectGolden(
  world: World,
  admin: string,
  file: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const path = join(import.meta.dirname, file)
  const script = await readFile(path, 'utf8')
  const played = await play(world, admin, script, files)
  if (process.env.DUNG_HAN_WRITE_GOLDEN !== undefined) await writeFile(path, played)
  else expect(played).toBe(script)
  await world.end()
}
