import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import type { Records } from '../../src/app/ports/store.ts'
import { type RehearsedMessage, rehearse } from '../../src/cli/rehearse.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { parseInstant } from '../../src/core/time.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { english } from '../../src/text/en.ts'
import { startTelegramServer } from '../fakes/telegram-server.ts'
import { Page, Process, temporaryFolder } from '../served.ts'
import { describeWhole } from '../whole.ts'

const plan = 'config/plans/gia-lai-2023.yaml'
const token = '123456:stand-in-token'
const start = '2023-04-24T07:00+07:00'

/** A data folder and the one command that serves it, before a crash and after. */
class Office implements AsyncDisposable {
  readonly folder: string
  readonly #env: Readonly<Record<string, string>>
  process: Process
  page: Page

  private constructor(folder: string, env: Readonly<Record<string, string>>, process: Process, page: Page) {
    this.folder = folder
    this.#env = env
    this.process = process
    this.page = page
  }

  static async open(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Office> {
    const process = command(folder, env)
    return new Office(folder, env, process, new Page(await process.ready()))
  }

  async crash(): Promise<void> {
    await this.process.kill('SIGKILL')
    await this.start()
  }

  async start(): Promise<void> {
    this.process = command(this.folder, this.#env)
    this.page = new Page(await this.process.ready())
  }

  async stop(): Promise<{ readonly code: number | null; readonly ms: number }> {
    const before = performance.now()
    const code = await this.process.kill('SIGTERM')
    return { code, ms: performance.now() - before }
  }

  async now(): Promise<number> {
    return parseInstant((await this.page.get<{ now: string }>('/chat/clock.json')).now) ?? 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process[Symbol.asyncDispose]()
  }
}

const command = (folder: string, env: Readonly<Record<string, string>>): Process =>
  Process.start(['serve', '--port', '0', '--data', folder, '--clock', start, '--plan', plan], env)

/** Looks into a data folder that no process has. */
async function recordsIn<T>(folder: string, work: (records: Records) => Promise<T>): Promise<T> {
  const store = openStore(await openDatabase({ dataDir: folder }), 'mau')
  try {
    return await store.write(work)
  } finally {
    await store.close()
  }
}

/** People of the sample board, by whether they are asked for the 6-month report. */
const focal = [
  'cv-van-phong',
  'chi-uy-vien',
  'cv-dau-tu',
  'cv-doanh-nghiep',
  'uv-cong-doan',
  'cv-ban-qlda',
  'cv-moi-truong',
  'cv-quy-hoach',
  'pho-bi-thu-doan',
]

/** A folder in which every focal person has joined on Telegram, the first as 101. */
async function joinedOnTelegram(folder: string): Promise<ReadonlyMap<string, number>> {
  const { value: office } = await readConfiguration({ plans: [plan] })
  if (!office) throw new Error('the sample cannot be read')
  await recordsIn(folder, async (records) => {
    await records.putBoard(office.board)
    for (const [index, person] of focal.entries()) {
      const at = parseInstant(start) ?? 0
      const account = await records.join(person, 'telegram', String(101 + index), at)
      await records.addConsent(account, 'given', '1', at)
    }
  })
  return new Map(focal.map((person, index) => [person, 101 + index]))
}

const outboxOf = (folder: string, people: readonly string[]): Promise<readonly OutboxRow[]> =>
  recordsIn(folder, async (records) =>
    (await Promise.all(people.map((person) => records.outboxTo(person, 1_000)))).flat(),
  )

const isReminder = (row: OutboxRow): boolean => ['digest', 'ping', 'catch-up'].includes(row.kind)

/** Everything the office said to a person. */
async function said(office: Office, person: string): Promise<string> {
  return (await office.page.texts(person)).join('\n')
}

describeWhole('a process that is killed', () => {
  it('goes on with a half-written answer where it stood, whenever it is killed', async () => {
    await using folder = await temporaryFolder()
    await using office = await Office.open(folder.path)
    const person = 'cv-doanh-nghiep'
    await office.page.passTo('2023-04-24T07:30:00+07:00')
    const turns = [
      '1',
      'Đã hoàn thành',
      ...Array.from({ length: 6 }, (_, index) => `Phần thứ ${index + 1} của câu trả lời.`),
      'xong',
      'không có',
    ]
    const kills = new Set([3, 5, 8])
    const moments: number[] = []
    let before = await office.now()
    for (const [index, text] of turns.entries()) {
      if (!kills.has(index)) {
        await office.page.post(`/chat/${person}/say`, { text })
        continue
      }
      // Posted, and killed before anybody knows what became of it.
      const ms = Math.random() * 60
      moments.push(ms)
      const posted = office.page.post(`/chat/${person}/say`, { text }).then(
        () => true,
        () => false,
      )
      await wait(ms)
      await office.crash()
      const answered = await posted
      const lines = await office.page.get<readonly { from: string; text: string }[]>(`/chat/${person}/lines.json`)
      const heard = lines.filter((line) => line.from === 'person').at(-1)?.text === text
      // What was acknowledged is never lost; what was not may be, and is then said again.
      if (answered) expect(heard, `killed after ${ms} ms`).toBe(true)
      if (!heard) await office.page.post(`/chat/${person}/say`, { text })
      const now = await office.now()
      expect(now).toBeGreaterThanOrEqual(before)
      before = now
    }
    const summary = (await office.page.texts(person)).at(-1) ?? ''
    expect(summary, `killed after ${moments.join(', ')} ms`).toContain(
      [1, 2, 3, 4, 5, 6].map((part) => `Phần thứ ${part} của câu trả lời.`).join('\n'),
    )
    await office.page.post(`/chat/${person}/say`, { text: 'lưu' })
    expect(await said(office, person)).toContain('trả lời hết')
    expect((await office.stop()).code).toBe(0)
    const rows = (await outboxOf(folder.path, [person])).filter(isReminder)
    expect(rows).toHaveLength(1)
    const answers = await recordsIn(folder.path, async (records) => {
      const mine = (await records.occurrences()).filter((one) => one.unitId === 'doanh-nghiep')
      return (await Promise.all(mine.map((one) => records.answersOf(one.id)))).flat()
    })
    expect(answers.map(({ revision }) => revision)).toEqual([1])
  }, 120_000)

  it('while a fortnight passes goes on at the recorded time, and every reminder is given once', async () => {
    await using folder = await temporaryFolder()
    await using office = await Office.open(folder.path)
    const target = '2023-05-08T17:00:00+07:00'
    let before = await office.now()
    for (const ms of [300, 900].map((most) => most * Math.random())) {
      const passing = office.page.passTo(target).catch(() => undefined)
      await wait(ms)
      await office.crash()
      await passing
      const now = await office.now()
      expect(now, `killed after ${ms} ms`).toBeGreaterThanOrEqual(before)
      before = now
    }
    if (before < (parseInstant(target) ?? 0)) await office.page.passTo(target)
    expect((await office.stop()).code).toBe(0)

    const lines: string[] = []
    const out = (line: string): number => lines.push(line)
    expect(
      await rehearse(
        [plan],
        { from: '2023-04-24', to: '2023-05-08', json: true },
        { out, complain: () => {}, say: english },
      ),
    ).toBe(0)
    const planned = (JSON.parse(lines.join('\n')) as RehearsedMessage[]).map(({ person, text }) => `${person}: ${text}`)
    const people = (await readConfiguration()).value?.board.people.map(({ id }) => id) ?? []
    const rows = (await outboxOf(folder.path, people)).filter(isReminder)
    expect(rows.map(({ personId, reply }) => `${personId}: ${reply.text}`).toSorted()).toEqual(planned.toSorted())
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['sent']))
  }, 120_000)

  it('with a report asked for and not compiled yet hands it over after the next start', async () => {
    await using folder = await temporaryFolder()
    await using office = await Office.open(folder.path)
    await office.page.passTo('2023-04-24T07:30:00+07:00')
    await office.page.post('/chat/chanh-van-phong/say', { text: '/baocao' })
    const asked = office.page.post('/chat/chanh-van-phong/say', { text: '1' }).catch(() => undefined)
    // The message is stored and answered; the file takes longer.
    while (!(await said(office, 'chanh-van-phong').catch(() => '')).includes('Đang tổng hợp')) await wait(1)
    await office.crash()
    await asked
    const texts = await office.page.texts('chanh-van-phong')
    expect(texts.filter((text) => text.includes('Đang tổng hợp'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('Dự thảo lần 1 kèm theo'))).toHaveLength(1)
    expect((await office.stop()).code).toBe(0)
  }, 60_000)
})

describeWhole('a process that is killed while it talks to Telegram', () => {
  it('repeats at most the messages in flight, and marks them in the ledger', async () => {
    await using folder = await temporaryFolder()
    const chats = await joinedOnTelegram(folder.path)
    const telegram = await startTelegramServer({ token, strict: true })
    for (const id of chats.values()) telegram.user(id).started = true
    await using office = await Office.open(folder.path, {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    })
    telegram.slowDown(9, 150, 'sendMessage')
    const passing = office.page.passTo('2023-04-24T07:30:00+07:00').catch(() => undefined)
    await telegram.waitFor(({ calls }) => calls.some(({ method }) => method === 'sendMessage'))
    await wait(Math.random() * 600)
    await office.process.kill('SIGKILL')
    await passing
    await office.start()
    const digests = (id: number) =>
      telegram.user(id).inbox.filter(({ text }) => text.includes('Kế hoạch được đưa vào theo dõi'))
    // Those in flight at the crash: told again at once; the clock has to reach the moment for the others.
    if ((await office.now()) < (parseInstant('2023-04-24T07:30+07:00') ?? 0))
      await office.page.passTo('2023-04-24T07:30:00+07:00')
    await telegram.waitFor(() => [...chats.values()].every((id) => digests(id).length > 0), 30_000)
    // A moved clock answers when nothing is on its way any more: also the repeated ones are in the ledger then.
    await office.page.passTo('2023-04-24T07:45:00+07:00')
    const { code, ms } = await office.stop()
    expect([code, ms < 10_000]).toEqual([0, true])

    const rows = (await outboxOf(folder.path, focal)).filter(isReminder)
    expect(rows).toHaveLength(9)
    for (const row of rows) {
      const shown = digests(chats.get(row.personId ?? '') ?? 0).length
      expect(shown).toBeLessThanOrEqual(2)
      expect(row.status).toBe('sent')
      if (shown === 2) expect(row.note).toBe('again')
    }
    await telegram.close()
  }, 90_000)

  it('hears again what it had not confirmed, and handles it once', async () => {
    await using folder = await temporaryFolder()
    const chats = await joinedOnTelegram(folder.path)
    const telegram = await startTelegramServer({ token, strict: true })
    const id = chats.get('cv-doanh-nghiep') ?? 0
    const clerk = telegram.user(id)
    clerk.started = true
    await using office = await Office.open(folder.path, {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    })
    await office.page.passTo('2023-04-24T07:30:00+07:00')
    const digest = await clerk.waitFor(({ text }) => text.includes('27/4/2023'))
    clerk.press(digest.id)
    clerk.press((await clerk.waitFor(({ text }) => text.includes('Tình trạng hiện nay?'))).id, 'Đã hoàn thành')
    await clerk.waitFor(({ text }) => text.includes('Kết quả đã làm được'))
    const parts = Array.from({ length: 12 }, (_, index) => `Nội dung số ${index + 1}.`)
    for (const [index, part] of parts.entries()) {
      clerk.say(part)
      if (index % 4 !== 3) continue
      await wait(Math.random() * 40)
      await office.crash()
    }
    await telegram.waitFor(({ world }) => world.updates.length === 0, 30_000)
    clerk.say('xong')
    await clerk.waitFor(({ text }) => text.includes('văn bản minh chứng'), { timeoutMs: 30_000 })
    clerk.say('không có')
    const summary = await clerk.waitFor(({ text }) => text.includes('xem lại'), { timeoutMs: 30_000 })
    expect(summary.text).toContain(parts.join('\n'))
    clerk.press(summary.id, 'Lưu')
    await clerk.waitFor(({ text }) => text.includes('trả lời hết'), { timeoutMs: 30_000 })
    expect(telegram.failures).toEqual([])
    expect((await office.stop()).code).toBe(0)
    await telegram.close()
  }, 120_000)
})

describeWhole('SIGTERM', () => {
  it('ends within ten seconds while messages wait for their turn and one hangs, and the next start sends the rest once', async () => {
    await using folder = await temporaryFolder()
    const chats = await joinedOnTelegram(folder.path)
    const telegram = await startTelegramServer({ token, strict: true })
    const clerk = telegram.user(chats.get('cv-doanh-nghiep') ?? 0)
    const other = telegram.user(chats.get('cv-dau-tu') ?? 0)
    await using office = await Office.open(folder.path, {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    })
    const questions = 10
    for (let asked = 0; asked < questions; asked += 1) clerk.say('/trogiup')
    await telegram.waitFor(() => clerk.inbox.length >= 2)
    // Telegram has this one and does not answer for a minute.
    telegram.slowDown(1, 60_000, 'sendMessage')
    other.say('/trogiup')
    const hangs = () => telegram.callsOf('sendMessage').some(({ code }) => code === null)
    await telegram.waitFor(hangs)
    const stopped = await office.stop()
    expect(stopped.code).toBe(0)
    expect(stopped.ms).toBeLessThan(10_000)
    const waiting = clerk.inbox.length
    expect(waiting).toBeLessThan(questions)

    await office.start()
    await telegram.waitFor(() => clerk.inbox.length >= questions && other.inbox.length >= 1, 60_000)
    expect((await office.stop()).code).toBe(0)
    expect(clerk.inbox.length + other.inbox.length).toBeLessThanOrEqual(questions + 2)
    const rows = (await outboxOf(folder.path, ['cv-doanh-nghiep', 'cv-dau-tu'])).filter((row) => row.kind === 'answer')
    expect(rows.map(({ status }) => status)).toEqual(Array.from({ length: questions + 1 }, () => 'sent'))
    const again = rows.filter(({ note }) => note === 'again')
    expect(again).toHaveLength(1)
    await telegram.close()
  }, 120_000)

  it('in the middle of a passing fortnight, with a page open and a message on its way, loses nothing', async () => {
    await using folder = await temporaryFolder()
    await using office = await Office.open(folder.path)
    const base = await office.process.ready()
    const events = await fetch(`${base}/chat/events`)
    const passing = office.page.passTo('2023-05-08T17:00:00+07:00').catch(() => undefined)
    const posted = office.page.post('/chat/cv-van-phong/say', { text: '/trogiup' }).then(
      () => true,
      () => false,
    )
    await wait(150)
    const { code, ms } = await office.stop()
    await passing
    await events.body?.cancel().catch(() => undefined)
    expect([code, ms < 10_000], office.process.err).toEqual([0, true])
    expect(office.process.err).not.toMatch(/"level":50|Unhandled|failed/)
    const answered = await posted

    await office.start()
    if (answered) expect(await said(office, 'cv-van-phong')).toContain('/viec')
    await office.page.passTo('2023-05-08T17:00:00+07:00')
    expect((await office.stop()).code).toBe(0)
    const rows = (await outboxOf(folder.path, focal)).filter(isReminder)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    expect(rows.filter(({ personId, kind }) => personId === 'cv-dau-tu' && kind === 'catch-up')).toHaveLength(1)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['sent']))
  }, 90_000)
})
