import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { poster } from './post.ts'

/** What the product is told to do at the start. */
export interface Course {
  /** Where the product hears. */
  readonly hearAt: string
  readonly people: readonly string[]
  /** Answers a second, and for how long; before it everybody asks once for the own list. */
  readonly rate: number
  readonly warmUpSeconds: number
  readonly seconds: number
}

/** What came of it. */
export interface Account {
  readonly asked: number
  readonly answered: number
  /** Nobody was free to write: everybody still waited for a reply. */
  readonly skipped: number
  readonly refused: number
  readonly saved: number
  readonly seconds: number
  /** From the message on its way to the product until the reply is there, in milliseconds, in ascending order. */
  readonly replyMs: readonly number[]
}

/** A message from the product. */
export interface Told {
  readonly outboxId: number
  readonly address: string
  readonly text: string
  readonly labels: readonly string[]
}

interface Clerk {
  readonly address: string
  /** When the last message left, until the reply is there. */
  since: number | undefined
  counted: boolean
  last: Told | undefined
  /** The newest message with choices. */
  offer: Told | undefined
  turns: number
}

/** So long nobody writes again after a reply: the second message of one reply belongs to it. */
const thinkMs = 500
/** So long after the last message replies are waited for. */
const graceMs = 20_000

/** What a clerk does next: the number of a button of the newest message, or a text. */
function nextOf(clerk: Clerk): { readonly press: number } | { readonly text: string } {
  const { last, offer, turns } = clerk
  const labels = last?.labels ?? []
  const at = (label: string): number => labels.indexOf(label)
  if (at('Lưu') >= 0) return { press: at('Lưu') }
  if (at('Không có') >= 0) return { press: at('Không có') }
  if (at('Chưa có số liệu') >= 0) return { text: String(40 + (turns % 60)) }
  if (at('Bỏ qua') >= 0) return { text: '60' }
  if (at('Đã hoàn thành') >= 0)
    return turns % 4 === 0 ? { press: at('Đang thực hiện') } : turns % 2 === 0 ? { press: 0 } : { text: '1' }
  if (last?.text.startsWith('Kết quả đã làm được')) return { text: `Đã làm xong phần việc được giao, lần ${turns}.` }
  if (last !== undefined && last === offer && labels.length > 0) return { press: turns % labels.length }
  if (last?.text.includes('xong')) return { text: 'xong' }
  return { text: turns % 3 === 2 ? '/sua' : '/viec' }
}

/** People of an office who answer by their own clock, whether or not the product keeps up. */
async function run(course: Course, tell: (account: Account) => void): Promise<void> {
  const clerks = new Map<string, Clerk>(
    course.people.map((address) => [
      address,
      { address, since: undefined, counted: false, last: undefined, offer: undefined, turns: 0 },
    ]),
  )
  /** Those who may write, and from when. */
  const free: { readonly clerk: Clerk; readonly from: number }[] = [...clerks.values()].map((clerk) => ({
    clerk,
    from: 0,
  }))
  const replyMs: number[] = []
  const counts = { asked: 0, answered: 0, skipped: 0, refused: 0, saved: 0 }
  let messages = 0
  const { post, close } = poster(64)

  const say = async (clerk: Clerk, counted: boolean): Promise<void> => {
    const next = nextOf(clerk)
    clerk.turns += 1
    clerk.since = performance.now()
    clerk.counted = counted
    messages += 1
    if (counted) counts.asked += 1
    const heard =
      'press' in next
        ? { kind: 'choice', outboxId: clerk.offer?.outboxId ?? 0, index: next.press }
        : { kind: 'text', text: next.text }
    const inbound = { messageId: `m${messages}`, address: clerk.address, heard }
    const status = await post(course.hearAt, inbound).catch(() => 0)
    if (status === 200) return
    if (counted) counts.refused += 1
    clerk.since = undefined
    free.push({ clerk, from: performance.now() + thinkMs })
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.end()
      const told = JSON.parse(Buffer.concat(parts).toString('utf8')) as Told
      const clerk = clerks.get(told.address)
      if (clerk === undefined) return
      clerk.last = told
      if (told.labels.length > 0) clerk.offer = told
      if (told.text.startsWith('Đã ghi nhận “')) counts.saved += 1
      if (clerk.since === undefined) return
      const now = performance.now()
      if (clerk.counted) {
        replyMs.push(now - clerk.since)
        counts.answered += 1
      }
      clerk.since = undefined
      free.push({ clerk, from: now + thinkMs })
    })
  })
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.send?.({ sendTo: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  await new Promise<void>((resolve) => process.once('message', () => resolve()))

  const stretch = async (forMs: number, counted: boolean): Promise<void> => {
    const began = performance.now()
    let done = 0
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const elapsed = Math.min(performance.now() - began, forMs)
        const due = Math.floor((elapsed * course.rate) / 1000)
        for (; done < due; done += 1) {
          // Most go on with what they have begun; now and then somebody begins who has been quiet for long.
          const at = done % 8 === 0 ? 0 : free.findLastIndex(({ from }) => from <= performance.now())
          const next = free[at]
          if (next === undefined || next.from > performance.now()) {
            if (counted) counts.skipped += 1
            continue
          }
          free.splice(at, 1)
          void say(next.clerk, counted)
        }
        if (elapsed < forMs) return
        clearInterval(timer)
        resolve()
      }, 5)
    })
  }
  await stretch(course.warmUpSeconds * 1000, false)
  const began = performance.now()
  await stretch(course.seconds * 1000, true)
  const seconds = (performance.now() - began) / 1000
  const end = performance.now() + graceMs
  const allBack = (): boolean => counts.answered + counts.refused >= counts.asked
  while (!allBack() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
  tell({ ...counts, seconds, replyMs: replyMs.toSorted((a, b) => a - b) })
  close()
  server.closeAllConnections()
  server.close()
}

if (process.send !== undefined)
  process.once('message', (course: Course) => {
    void run(course, (account) => process.send?.({ account }, () => process.disconnect()))
  })
