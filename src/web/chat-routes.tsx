import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod'
import type { Demo } from '../app/demo/demo.ts'
import { type Instant, instantAt, isLocalDate, isoInstant, parseInstant } from '../core/time.ts'
import { page } from '../text/vi-page.ts'
import { streamEvents } from './chat-events.ts'
import { download, safeFileName } from './download.ts'
import { BoardView } from './page/board.tsx'
import { chatPage } from './page/chat-page.tsx'
import { ClockChanges } from './page/clock.tsx'
import { Lines } from './page/lines.tsx'
import { People } from './page/people.tsx'
import { done, refuse } from './respond.ts'
import { createUnread } from './unread.ts'
import type { WebEnv } from './web-env.ts'

/*
 * The local chat page, and the same for a program. Forms may be urlencoded, multipart or JSON; a caller that accepts
 * only JSON gets JSON, and `{error}` with a 4xx status for what cannot be done.
 *
 *   GET  /chat                                the first page
 *   GET  /chat/people.json                    [{id, name, unitName, roles}]
 *   GET  /chat/overview.json                  Overview (app/demo.ts)
 *   GET  /chat/clock.json                     {now, next}: ISO 8601 with offset; next is null when nothing is left
 *   POST /chat/clock                          {to: ISO | YYYY-MM-DD (07:30)} | {days: N} | {next: true} → {now}
 *   GET  /chat/files/:sha256/:name            a kept file, always as a download
 *   GET  /chat/reports/draft.docx?id=…        a report of this moment
 *   GET  /chat/:personId                      the page with this person's chat
 *   GET  /chat/:personId/lines.json           [ChatLine] (app/demo.ts), oldest first
 *   GET  /chat/:personId/events[?since=…]     server-sent events `chat`, `people`, `overview`, without content
 *   POST /chat/:personId/say                  {text}
 *   POST /chat/:personId/press                {outboxId, index}
 *   POST /chat/:personId/file                 multipart, field `file`
 *
 * Parts of the page, as HTML: /chat/board, /chat/clock, /chat/people, /chat/events (no chat open),
 * /chat/:personId/lines, /chat/:personId/people. Fixed names win over a person's id.
 */

/** Above the 20 MB that the product takes, so that it is the product that says so in the chat. */
export const uploadLimit = 21 * 1024 * 1024
const textLimit = 64 * 1024
const longestMove = 731

const say = z.object({
  text: z
    .string()
    .max(20_500)
    .transform((text) => text.replace(/\r\n?/g, '\n'))
    .refine((text) => text.trim() !== '' && text.length <= 20_000),
})
const whole = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.int())
const press = z.object({ outboxId: whole.pipe(z.int().min(1)), index: whole.pipe(z.int().min(0).max(999)) })
const upload = z.object({ file: z.instanceof(File).refine((file) => file.size > 0) })
const move = z.union([
  z.object({ next: z.union([z.literal(true), z.literal('true')]) }),
  z.object({ days: whole.pipe(z.int().min(1)) }),
  z.object({ to: z.string().min(8).max(40) }),
])
const back = z.object({ person: z.string().max(200).optional() })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const occurrenceId = z.string().min(1).max(500)

type C = Context<WebEnv>

/** What was sent, whatever its form; undefined when it cannot be read. Nothing of it may be used unchecked. */
async function bodyOf(c: C): Promise<unknown> {
  try {
    const json = (c.req.header('content-type') ?? '').startsWith('application/json')
    return json ? await c.req.json() : await c.req.parseBody()
  } catch {
    return undefined
  }
}

const limit = (maxSize: number, sentence: string) =>
  bodyLimit({ maxSize, onError: (c) => refuse(c as C, 413, sentence) })

/** The instant that a move goes to, or the sentence that says why there is none. */
async function target(demo: Demo, wish: z.infer<typeof move>): Promise<Instant | string> {
  const now = demo.now()
  if ('next' in wish) return (await demo.nextEvent()) ?? page.problem.noNext
  const days = (count: number): Instant => now + count * 86_400_000
  const to =
    'days' in wish ? days(wish.days) : isLocalDate(wish.to) ? instantAt(wish.to, '07:30') : parseInstant(wish.to)
  if (to === undefined) return page.problem.badTime
  return to > days(longestMove) ? page.problem.farTime : to
}

/** Everything under `/chat`. Whoever mounts it has checked where the request comes from. */
export function chatRoutes(demo: Demo): Hono<WebEnv> {
  const chat = new Hono<WebEnv>()
  const unread = createUnread(demo)
  // What a page knows of: this start and all that has happened since. A page that names another point is behind.
  const start = randomUUID()
  let happened = 0
  demo.subscribe(() => {
    happened += 1
  })
  const point = (): string => `${start}.${happened}`
  const person = (c: C) => demo.people().find((one) => one.id === c.req.param('personId'))
  const small = limit(textLimit, page.problem.longText)

  chat.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })

  const showPage = async (c: C, personId: string | undefined) => {
    const since = point()
    const lines = personId === undefined ? undefined : await demo.chat(personId)
    if (personId !== undefined && lines === undefined) return refuse(c, 404, page.problem.noPerson)
    if (personId !== undefined) unread.seen(personId, lines ?? [])
    const [overview, next, counts] = await Promise.all([demo.overview(), demo.nextEvent(), unread.counts(personId)])
    const open = personId === undefined ? undefined : { id: personId, lines: lines ?? [] }
    return c.html(chatPage({ people: demo.people(), unread: counts, overview, next, open, since, uploadLimit }))
  }
  const showPeople = async (c: C, personId: string | undefined) =>
    c.html(<People people={demo.people()} openPersonId={personId} unread={await unread.counts(personId)} />)

  const listen = (c: C, personId: string | undefined) =>
    streamEvents(c, demo, personId, (c.req.query('since') ?? point()) !== point())

  chat.get('/', (c) => showPage(c, undefined))
  chat.get('/people.json', (c) => c.json(demo.people()))
  chat.get('/people', (c) => showPeople(c, undefined))
  chat.get('/events', (c) => listen(c, undefined))
  chat.get('/overview.json', async (c) => c.json(await demo.overview()))
  chat.get('/board', async (c) => c.html(<BoardView overview={await demo.overview()} />))

  chat.get('/clock', async (c) => c.html(<ClockChanges now={demo.now()} next={await demo.nextEvent()} />))
  chat.get('/clock.json', async (c) => {
    const next = await demo.nextEvent()
    return c.json({ now: isoInstant(demo.now()), next: next === undefined ? null : isoInstant(next) })
  })
  chat.post('/clock', small, async (c) => {
    const body = await bodyOf(c)
    const wish = move.safeParse(body)
    if (!wish.success) return refuse(c, 400, page.problem.badTime)
    const to = await target(demo, wish.data)
    if (typeof to === 'string') return refuse(c, 409, to)
    if (!(await demo.passTo(to))) return refuse(c, 409, page.problem.past)
    const from = back.safeParse(body).data?.person
    const known = demo.people().find((one) => one.id === from)
    const way = known === undefined ? '/chat' : `/chat/${encodeURIComponent(known.id)}`
    return done(c, way, { now: isoInstant(demo.now()) })
  })

  chat.get('/files/:sha256/:name', async (c) => {
    const hash = sha256.safeParse(c.req.param('sha256'))
    const file = hash.success ? await demo.file(hash.data) : undefined
    return file === undefined ? refuse(c, 404, page.problem.noFile) : download(c, file.ref, file.bytes)
  })
  chat.get('/reports/draft.docx', async (c) => {
    const id = occurrenceId.safeParse(c.req.query('id'))
    const draft = id.success ? await demo.draftOf(id.data) : undefined
    return draft === undefined ? refuse(c, 404, page.problem.noReport) : download(c, draft.ref, draft.bytes)
  })

  // From here on a person's own; somebody who does not exist has nothing.
  chat.use('/:personId/*', async (c, next) =>
    person(c) === undefined ? refuse(c, 404, page.problem.noPerson) : next(),
  )
  chat.get('/:personId', (c) => showPage(c, c.req.param('personId')))
  chat.get('/:personId/people', (c) => showPeople(c, c.req.param('personId')))
  chat.get('/:personId/events', (c) => listen(c, c.req.param('personId')))
  chat.get('/:personId/lines.json', async (c) => c.json(await demo.chat(c.req.param('personId'))))
  chat.get('/:personId/lines', async (c) => {
    const id = c.req.param('personId')
    const lines = (await demo.chat(id)) ?? []
    unread.seen(id, lines)
    return c.html(<Lines lines={lines} personId={id} personName={person(c)?.name ?? ''} />)
  })

  // A person is heard in the order of sending: a large file is in before the button that was pressed after it.
  const turns = new Map<string, Promise<unknown>>()
  chat.use('/:personId/*', async (c, next) => {
    if (c.req.method !== 'POST') return next()
    const id = c.req.param('personId')
    const mine = (turns.get(id) ?? Promise.resolve()).then(next)
    const ended = mine.catch(() => undefined)
    turns.set(id, ended)
    await mine
    if (turns.get(id) === ended) turns.delete(id)
  })

  const home = (c: C): string => `/chat/${encodeURIComponent(c.req.param('personId') ?? '')}`
  chat.post('/:personId/say', small, async (c) => {
    const body = await bodyOf(c)
    const said = say.safeParse(body)
    if (!said.success) {
      const raw = z.object({ text: z.string().max(20_000) }).safeParse(body)
      return refuse(c, 400, raw.success ? page.problem.emptyText : page.problem.longText)
    }
    await demo.say(c.req.param('personId'), said.data.text)
    return done(c, home(c))
  })
  chat.post('/:personId/press', small, async (c) => {
    const pressed = press.safeParse(await bodyOf(c))
    if (!pressed.success) return refuse(c, 400, page.problem.badRequest)
    await demo.press(c.req.param('personId'), pressed.data.outboxId, pressed.data.index)
    return done(c, home(c))
  })
  chat.post('/:personId/file', limit(uploadLimit, page.problem.largeFile), async (c) => {
    const sent = upload.safeParse(await bodyOf(c))
    if (!sent.success) return refuse(c, 400, page.problem.noUpload)
    const { file } = sent.data
    const mime = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(file.type) ? file.type : 'application/octet-stream'
    await demo.sendFile(
      c.req.param('personId'),
      new Uint8Array(await file.arrayBuffer()),
      safeFileName(file.name),
      mime,
    )
    return done(c, home(c))
  })
  return chat
}
