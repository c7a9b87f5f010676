import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { ChatLine } from '../src/app/demo/demo.ts'
import { readConfiguration } from '../src/config-files.ts'
import { isWorkingDay } from '../src/core/calendar.ts'
import { addDays, type LocalDate } from '../src/core/time.ts'
import { offerLabel } from '../src/text/vi-assessment.ts'
import { World } from './world.ts'

/** A leader, an admin, the heads of nine Units, and focal people of four: fifteen. */
const fifteen = [
  ...['truong-ban', 'quan-tri', 'chanh-van-phong', 'tp-dau-tu', 'tp-doanh-nghiep', 'tp-quy-hoach', 'tp-moi-truong'],
  ...['gd-ban-qlda', 'bi-thu-chi-bo', 'chu-tich-cong-doan', 'bi-thu-doan'],
  ...['cv-van-phong', 'cv-dau-tu', 'cv-doanh-nghiep', 'cv-quy-hoach'],
]
/** Those who are asked: the focal people, and the heads of Units without one. */
const asked = fifteen.filter((id) => id.startsWith('cv-')).concat(fifteen.slice(6, 11))

/** The four plans; that of 2023 a year earlier, so that all are followed at the same time. */
const plans = ['tra-vinh-2019-2025', 'phu-yen-2022', 'phu-quoc-2022', 'gia-lai-2023']

export const monthFrom: LocalDate = '2022-10-10'
export const monthTo: LocalDate = '2022-11-10'

/** The sample office with fifteen people and four plans of one year, as configuration files. */
async function writeOffice(folder: string): Promise<string> {
  const sample = parse(await readFile('config/boards/sample.yaml', 'utf8'))
  await mkdir(join(folder, 'boards'))
  await mkdir(join(folder, 'plans'))
  await cp('config/calendar', join(folder, 'calendar'), { recursive: true })
  await cp('config/ladder.yaml', join(folder, 'ladder.yaml'))
  for (const plan of plans) {
    const text = await readFile(`config/plans/${plan}.yaml`, 'utf8')
    await writeFile(
      join(folder, `plans/${plan}.yaml`),
      plan === 'gia-lai-2023' ? text.replaceAll('2023', '2022') : text,
    )
  }
  const people = sample.people.filter(({ id }: { id: string }) => fifteen.includes(id))
  if (people.length !== fifteen.length) throw new Error('the sample office has lost some of the fifteen people')
  const file = join(folder, 'boards/fifteen.yaml')
  await writeFile(file, stringify({ ...sample, people, plans: plans.map((plan) => `plans/${plan}.yaml`) }))
  return file
}

/** What came of the month. */
export interface Month {
  /** Occurrences whose last working day lies in the month and that ask a Unit for something. */
  readonly due: number
  readonly inTime: number
  readonly late: number
  readonly messages: number
  readonly reports: readonly string[]
  /** Texts that no person knew what to do with. */
  readonly puzzled: readonly string[]
}

/** What a clerk who is in no doubt does next; a press of a button or a text. */
function sensible(text: string, labels: readonly string[], turn: number): { press: string } | { say: string } {
  const wishes = ['Lưu', 'Không có', 'Chưa có số liệu', 'Bỏ qua', 'Đúng']
  const wish = wishes.find((one) => labels.includes(one))
  if (wish !== undefined) return { press: wish }
  if (labels.includes('Đã hoàn thành')) return { press: turn % 3 === 0 ? 'Đang thực hiện' : 'Đã hoàn thành' }
  if (labels.includes('Xong')) return { press: 'Xong' }
  const [first] = labels
  if (first !== undefined) return { press: first }
  if (text.includes('bao nhiêu')) return { say: '60' }
  return { say: `Đã làm xong phần việc được giao trong kỳ, lần ${turn}.` }
}

/** What a clerk with little time leaves alone. */
const optional: readonly string[] = ['Sửa', offerLabel]

const isReceipt = (text: string): boolean => text.startsWith('Đã ghi nhận “')

/**
 * Answers from the message that a person was told: presses the first matter, answers what is asked, and goes on with
 * the next matter of the list below the receipt, at most so many. Gives texts that led nowhere.
 */
async function answerFrom(world: World, person: string, told: readonly ChatLine[], most: number): Promise<string[]> {
  let offer = told.findLast(({ choices }) => choices.length > 0)
  for (let thing = 0; thing < most && offer !== undefined; thing += 1) {
    const { outboxId, index } = offer.choices[0] ?? { outboxId: 0, index: 0 }
    await world.running.demo?.press(person, outboxId, index)
    for (let turn = 0; ; turn += 1) {
      const said = await world.read(person)
      if (said.some(({ text }) => isReceipt(text))) {
        offer = said.findLast(({ choices }) => choices.some(({ label }) => !optional.includes(label)))
        break
      }
      const last = said.at(-1)
      if (!last || turn === 40) return [last?.text ?? '(nothing was said)']
      const labels = last.choices.map(({ label }) => label)
      const next = sensible(last.text, labels, turn + thing)
      if ('press' in next) await world.press(person, next.press)
      else await world.say(person, next.say)
    }
  }
  return []
}

/** Plays a month of the office: people answer within some days of being told, the leader approves what is put up. */
export async function playMonth(): Promise<Month> {
  const folder = await mkdtemp(join(tmpdir(), 'dung-han-month-'))
  try {
    const boardFile = await writeOffice(folder)
    const { value: office } = await readConfiguration({ boardFile })
    if (office === undefined) throw new Error('the office of fifteen cannot be read')
    await using world = await World.open({ now: `${monthFrom}T07:00+07:00`, boardFile })
    const puzzled: string[] = []
    /** What people have been told and not looked at yet. */
    const waiting = new Map<string, readonly ChatLine[]>()
    let messages = 0
    for (let day = monthFrom; day <= monthTo; day = addDays(day, 1)) {
      await world.passTo(`${day}T09:00+07:00`)
      if (!isWorkingDay(office.calendar, day)) continue
      for (const [at, person] of asked.entries()) {
        const told = await world.read(person)
        messages += told.length
        waiting.set(person, [...(waiting.get(person) ?? []), ...told])
        // Each answers every third day, or when it is the last one: nobody sits there waiting for the product.
        const all = waiting.get(person) ?? []
        const isLast = told.some(({ text }) => text.includes('ngày cuối'))
        if (!isLast && (Number(day.slice(8)) + at) % 3 !== 0) continue
        puzzled.push(...(await answerFrom(world, person, all, 6)))
        waiting.delete(person)
      }
      for (const leader of ['truong-ban'])
        for (const line of await world.read(leader)) {
          const approve = line.choices.find(({ label }) => label.startsWith('Duyệt'))
          if (approve) await world.press(leader, approve.label)
        }
      for (const said of Object.values(await world.unread())) messages += said.length
    }
    return await world.running.store.read(async (records) => {
      const standings = await records.standings()
      const due = (await records.occurrences()).filter(
        (one) => one.stage !== 'report' && one.workDue >= monthFrom && one.workDue <= monthTo,
      )
      const answered = due.flatMap((one) => {
        const standing = standings.get(one.id)
        return standing?.status === 'answered' && standing.answeredAt !== null ? [{ one, at: standing.answeredAt }] : []
      })
      const isInTime = ({ one, at }: (typeof answered)[number]): boolean =>
        new Date(at + 7 * 3_600_000).toISOString().slice(0, 10) <= one.due
      const reports = (await records.reports()).map(({ occurrenceId, status }) => `${occurrenceId} ${status}`)
      return {
        due: due.length,
        inTime: answered.filter(isInTime).length,
        late: answered.length - answered.filter(isInTime).length,
        messages,
        reports,
        puzzled,
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
