import JSZip from 'jszip'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import { startTelegramServer, type TelegramServer } from '../fakes/telegram-server.ts'
import { World } from '../world.ts'

export const plans = ['config/plans/gia-lai-2023.yaml']
export const report = 'gia-lai-2023/bao-cao-6-thang/once/van-phong'
/** The two matters of the investment department, as its list has them, and the one of the business department. */
export const dialogue = 'Gặp gỡ, đối thoại với doanh nghiệp'
export const economy = 'Kết quả những việc được giao'

/** The first morning of the collection; everybody has read the list of the day. */
export async function firstMorning(planFiles: readonly string[] = plans): Promise<World> {
  const world = await World.open({ now: '2023-04-24T07:00', plans: planFiles })
  await world.passTo('2023-04-24T07:30')
  await world.unread()
  return world
}

/** The Occurrence that a Unit answers, by the beginning of its title. */
export async function matter(world: World, unitId: string, title: string): Promise<string> {
  const all = await world.running.store.read((records) => records.occurrences())
  const found = all.filter((one) => one.unitId === unitId && one.feeds === report && one.title.startsWith(title))
  if (found.length !== 1) throw new Error(`${unitId} has ${found.length} matters “${title}”`)
  return found[0]?.id ?? ''
}

export const answersOf = (world: World, id: string) => world.running.store.read((records) => records.answersOf(id))

export async function wordText(bytes: Uint8Array | undefined): Promise<string> {
  const xml = await (await JSZip.loadAsync(bytes ?? new Uint8Array())).file('word/document.xml')?.async('string')
  return (xml ?? '')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

export const draftText = async (world: World): Promise<string> =>
  wordText((await world.running.demo?.draftOf(report))?.bytes)

/** Lets a person press a choice of a message, whoever got it. */
export async function pressOn(world: World, person: string, row: Pick<OutboxRow, 'id'>, index = 0): Promise<void> {
  await world.running.demo?.press(person, row.id, index)
}

/** A message with a button of any value, as if the product had said it to this person. */
export async function buttonFor(world: World, person: string, value: string): Promise<OutboxRow> {
  const row = await world.running.store.write((records) =>
    records.addOutbox({
      key: `made|${person}|${value}`,
      kind: 'notice',
      channel: 'local',
      address: person,
      personId: person,
      reply: { text: 'nút', choices: [{ label: 'nút', value }] },
      createdAt: world.now,
      about: [],
    }),
  )
  if (!row) throw new Error('the button is there already')
  return row
}

export const last = async (world: World, person: string): Promise<string> => (await world.heard(person)).at(-1) ?? ''

/** Everything that was sent to the bot has been stored and answered. */
export async function allHandled(telegram: TelegramServer, world: World): Promise<void> {
  await telegram.waitFor(({ world: { updates, polling } }) => updates.length === 0 && polling)
  await world.running.app.settled()
}

export async function quietWorldWithTelegram() {
  const token = '123456:stand-in-token'
  const telegram = await startTelegramServer({ token, strict: true })
  const world = await World.open({
    now: '2023-02-06T08:00',
    plans,
    config: { telegram: { token, apiRoot: telegram.apiRoot } },
  })
  return {
    telegram,
    world,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]()
      await telegram.close()
    },
  }
}
