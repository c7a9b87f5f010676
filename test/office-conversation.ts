import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { z } from 'zod'
import type { ChatLine } from '../src/app/demo/demo.ts'
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
  z.strictObject({ file: z.string(), text: z.string() }),
])
const passed = z.strictObject({ pass: z.string() })
const line = z.union([spokenTo, passed, z.record(z.string(), act)])
const conversation = z.strictObject({
  title: z.string(),
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
  const read = readYaml(readFileSync(file, 'utf8'), file, conversation)
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
  await using world = await World.open({
    now: kept.opened ?? kept.now,
    plans: kept.plans.map((name) => `config/plans/${name}.yaml`),
    can: { buttons: form === 'buttons' },
  })
  const lines: Line[] = []
  if (kept.opened !== undefined) await world.passTo(kept.now)
  await world.unread()
  for (const one of kept.turns) {
    if (isTold(one)) continue
    lines.push(one)
    let speaker: string | undefined
    if (isPassed(one)) await world.passTo(one.pass)
    else {
      for (const [person, does] of Object.entries(one as Record<string, z.infer<typeof act>>)) {
        speaker = person
        if (form === 'numbers') await world.restart()
        if (typeof does === 'string') await world.say(person, does)
        else if ('press' in does && form === 'buttons') await world.press(person, does.press)
        else if ('press' in does) await world.say(person, String(await world.numberOf(person, does.press)))
        else if ('file' in does) await world.handIn(person, does.file, does.text)
      }
    }
    if (speaker !== undefined) lines.push(...(await world.read(speaker)).map((told) => toldLine(told)))
    for (const [person, said] of Object.entries(await world.unreadLines()))
      lines.push(...said.map((told) => toldLine(told, person)))
  }
  return lines
}

function toldLine(told: ChatLine, to?: string): Told {
  return {
    ...(to === undefined ? {} : { to }),
    // A link's token and port are other ones each time.
    bot: told.text
      .replace(/https?:\/\/\S+\/calendar\/[\w-]{43}\.ics/g, 'https://…/calendar/….ics')
      // Invitation codes are random.
      .replace(/\b[A-Z2-9]{5}-[A-Z2-9]{5}\b/g, '…-…'),
    ...(told.choices.length > 0 ? { choices: told.choices.map(({ label }) => label) } : {}),
    ...(told.files.length > 0 ? { files: told.files.map(({ name }) => name) } : {}),
  }
}
