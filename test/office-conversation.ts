import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { z } from 'zod'
import { replacedNames } from '../src/app/conversation/held-conversations.ts'
import { namelessIn } from '../src/app/conversation/held-days.ts'
import type { ChatLine } from '../src/app/demo/demo.ts'
import { readConfiguration } from '../src/config-files.ts'
import { fileWithoutName } from '../src/core/flow/retell.ts'
import { readYaml } from '../src/core/read-yaml.ts'
import { World } from './world.ts'

/**
 * A conversation of people of the sample office with the whole product, kept as YAML that reads as prose:
 *
 * ```yaml
 * title: Xin gia hạn, lãnh đạo đồng ý
 * opened: 2023-04-20T08:00+07:00   # when the office begins; what is said until `now` is not shown; default: `now`
 * now: 2023-05-04T08:00+07:00
 * plans: [gia-lai-2023]
 * turns:
 *   - cv-dau-tu: /giahan            # a person types
 *   - bot: Anh/chị xin gia hạn việc nào?
 *     choices: [ … ]
 *   - cv-dau-tu: { press: Tổ chức }  # presses a button whose label starts so; in the numbers form types its number
 *   - cv-dau-tu: { file: Biên bản.pdf, text: nội dung tệp }
 *   - pass: 2023-05-05T08:00+07:00   # lets time pass
 *   - to: tp-dau-tu                  # what others are told then, by the order of the office's people
 *     bot: …
 * ```
 *
 * Everything that anybody is told after a turn stands below it, in full: nothing more and nothing less.
 *
 * With `names: replaced` (as `dung-han conversation --from` writes it) people, Units and the office have other names in
 * the file, the plans' ids and the buttons to press included; they are put back while it is played.
 */
const spokenTo = z.strictObject({
  to: z.string().optional(),
  bot: z.string(),
  choices: z.array(z.string()).optional(),
  files: z.array(z.string()).optional(),
})
const act = z.union([
  z.string(),
  z.strictObject({ press: z.string() }),
  /** The caption is for whoever reads it: the chat page sends files without. */
  z.strictObject({ file: z.string(), text: z.string(), caption: z.string().optional() }),
])
const passed = z.strictObject({ pass: z.string() })
const line = z.union([spokenTo, passed, z.record(z.string(), act)])
const conversation = z.strictObject({
  title: z.string(),
  names: z.literal('replaced').optional(),
  opened: z.string().optional(),
  now: z.string(),
  plans: z.array(z.string()),
  turns: z.array(line),
})

type Told = z.infer<typeof spokenTo>
type Line = z.infer<typeof line>
export type OfficeConversation = z.infer<typeof conversation>

/** `buttons`: presses are presses; `numbers`: whoever presses types the number instead, as on a channel without buttons. */
export type Form = 'buttons' | 'numbers'

const isTold = (one: Line): one is Told => 'bot' in one
const isPassed = (one: Line): one is z.infer<typeof passed> => 'pass' in one && !('bot' in one)

const folder = join(import.meta.dirname, 'conversations', 'office')

/** Names of all conversations that are kept, without `.yaml`. */
export const officeConversations: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length))

export function readOfficeConversation(name: string): OfficeConversation {
  const file = join(folder, `${name}.yaml`)
  return officeConversationIn(readFileSync(file, 'utf8'), file)
}

export function officeConversationIn(text: string, file: string): OfficeConversation {
  const read = readYaml(text, file, conversation)
  if (read.value === undefined || read.issues.length > 0) throw new Error(JSON.stringify(read.issues))
  return read.value
}

/** Writes the conversation as it has gone now over the kept one, for the reviewer of the diff. */
export function writeOfficeConversation(name: string, kept: OfficeConversation): void {
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, stringify(kept, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false }))
}

/**
 * Plays what people do and gives every line as it comes now. In the numbers form the product is stopped before each
 * turn and begun anew on the same records, so that nothing can have been kept in memory.
 */
export async function playOfficeConversation(kept: OfficeConversation, form: Form): Promise<readonly Line[]> {
  const names = kept.names === undefined ? asTheyAre : await putBack()
  await using world = await World.open({
    now: kept.opened ?? kept.now,
    plans: kept.plans.map((name) => `config/plans/${names.realPlan(name)}.yaml`),
    can: { buttons: form === 'buttons' },
  })
  const lines: Line[] = []
  /** Labels as they are, oldest first, by person. */
  const shown = new Map<string, string[]>()
  const take = (person: string, told: readonly ChatLine[]) => {
    const labels = told.flatMap(({ choices }) => choices.map(({ label }) => label))
    shown.set(person, [...(shown.get(person) ?? []), ...labels])
    return told
  }
  const labelOf = (person: string, press: string): string =>
    kept.names === undefined
      ? press
      : (shown.get(person)?.findLast((label) => names.nameless(label).startsWith(press)) ?? press)
  if (kept.opened !== undefined) await world.passTo(kept.now)
  for (const [person, told] of Object.entries(await world.unreadLines())) take(person, told)
  for (const one of kept.turns) {
    if (isTold(one)) continue
    lines.push(one)
    let speaker: string | undefined
    if (isPassed(one)) await world.passTo(one.pass)
    else {
      for (const [named, does] of Object.entries(one as Record<string, z.infer<typeof act>>)) {
        const person = names.realPerson(named)
        speaker = person
        if (form === 'numbers') await world.restart()
        if (typeof does === 'string') await world.say(person, names.real(does))
        else if ('press' in does && form === 'buttons') await world.press(person, labelOf(person, does.press))
        else if ('press' in does)
          await world.say(person, String(await world.numberOf(person, labelOf(person, does.press))))
        else if ('file' in does) await world.handIn(person, does.file, does.text)
      }
    }
    if (speaker !== undefined)
      lines.push(...take(speaker, await world.read(speaker)).map((told) => toldLine(told, names)))
    for (const [person, said] of Object.entries(await world.unreadLines()))
      lines.push(...take(person, said).map((told) => toldLine(told, names, names.person(person))))
  }
  return lines
}

function toldLine(told: ChatLine, names: Names, to?: string): Told {
  return {
    ...(to === undefined ? {} : { to }),
    bot: names.nameless(
      told.text
        // A link's token and port are other ones each time.
        .replace(/https?:\/\/\S+\/calendar\/[\w-]{43}\.ics/g, 'https://…/calendar/….ics')
        // Invitation codes are random.
        .replace(/\b[A-Z2-9]{5}-[A-Z2-9]{5}\b/g, '…-…'),
    ),
    ...(told.choices.length > 0 ? { choices: told.choices.map(({ label }) => names.nameless(label)) } : {}),
    ...(told.files.length > 0 ? { files: told.files.map(({ name }) => names.file(name)) } : {}),
  }
}

/** How a file calls what the sample office has other names for. */
interface Names {
  nameless(text: string): string
  person(id: string): string
  file(name: string): string
  real(text: string): string
  realPerson(id: string): string
  realPlan(id: string): string
}

const same = (text: string): string => text
const asTheyAre: Names = { nameless: same, person: same, file: same, real: same, realPerson: same, realPlan: same }

/** The sample office's names for what stands in a file without names. */
async function putBack(): Promise<Names> {
  const { value } = await readConfiguration({})
  if (!value) throw new Error('the sample office cannot be read')
  const { board } = value
  const nameless = namelessIn(board)
  // A Unit has a name and aliases with one stand-in; the name comes first.
  const stands = replacedNames(board).filter(({ by }, n, all) => all.findIndex((one) => one.by === by) === n)
  const longestFirst = stands.toSorted((a, b) => b.by.length - a.by.length)
  const plans = readdirSync('config/plans').map((name) => name.replace(/\.yaml$/, ''))
  return {
    nameless: nameless.text,
    person: nameless.person,
    file: fileWithoutName,
    real: (text) => longestFirst.reduce((real, { name, by }) => real.replaceAll(by, name), text),
    realPerson: (id) => board.people.find((person) => nameless.person(person.id) === id)?.id ?? id,
    realPlan: (id) => plans.find((plan) => nameless.plan(plan) === id) ?? id,
  }
}
