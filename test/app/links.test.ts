import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCarried, documentMs, documentUses, filesByLink } from '../../src/app/delivery/carried.ts'
import { hashToken, makeLink, openLink, removeExpiredLinks, spendLink } from '../../src/app/pages/links.ts'
import type { Channel } from '../../src/app/ports/channel.ts'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { localChannel } from '../../src/channel/local.ts'
import type { FileRef, Reply } from '../../src/core/reply.ts'
import { openLinkKey } from '../../src/store/link-key.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { boardNamed, message } from '../contracts/store.contract.ts'

const start = Date.UTC(2023, 3, 24, 0, 30)
const fileNamed = (name: string, mime = 'application/pdf'): FileRef => ({
  sha256: hashToken(name),
  name,
  mime,
  size: 24_000,
})

let database: Database
let store: Store
let other: Store

beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
  store = openStore(database, 'ban')
  other = openStore(database, 'ban-khac')
  await store.write((records) => records.putBoard(boardNamed('ban')))
  await other.write((records) => records.putBoard(boardNamed('ban-khac')))
})
afterAll(() => database.close())

describe('a link', () => {
  it('opens its own thing, to its own Board, as often and as long as was said, whatever is done in whatever order', async () => {
    const acts = fc.array(
      fc.oneof(
        fc.record({
          act: fc.constant('make' as const),
          kind: fc.constantFrom('document' as const, 'picture' as const),
          uses: fc.integer({ min: 1, max: 3 }),
          lasts: fc.integer({ min: 1, max: 40 }),
        }),
        fc.record({
          act: fc.constantFrom('open' as const, 'spend' as const),
          which: fc.nat(5),
          kind: fc.constantFrom('document' as const, 'picture' as const, 'upload' as const),
          foreign: fc.boolean(),
        }),
        fc.record({ act: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 25 }) }),
      ),
      { minLength: 4, maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        let now = start
        const made: { token: string; kind: string; left: number; ends: number; file: FileRef }[] = []
        for (const one of all) {
          if (one.act === 'wait') now += one.ms
          else if (one.act === 'make') {
            const { kind, uses, lasts } = one
            const file = fileNamed(`tệp ${made.length}.pdf`)
            const link = { personId: 'lan', body: { kind, file }, expiresAt: now + lasts, uses }
            const token = await store.write((records) => makeLink(records, link, now))
            made.push({ token, kind, left: uses, ends: now + lasts, file })
          } else {
            const known = made[one.which]
            const token = known?.token ?? 'A'.repeat(43)
            const works =
              known !== undefined && known.kind === one.kind && known.left > 0 && now < known.ends && !one.foreign
            const go = one.act === 'open' ? openLink : spendLink
            const found = await (one.foreign ? other : store).write((records) => go(records, one.kind, token, now))
            if (works && one.act === 'spend') known.left -= 1
            expect(found === undefined ? undefined : [found.body, found.usesLeft]).toEqual(
              works ? [{ kind: known.kind, file: known.file }, known.left] : undefined,
            )
          }
        }
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('has a token of 256 bits, of which the records keep the SHA-256 alone', async () => {
    const link = {
      personId: 'lan',
      body: { kind: 'document', file: fileNamed('a.pdf') },
      expiresAt: start + 9,
      uses: 1,
    } as const
    const tokens = await store.write(async (records) => [
      await makeLink(records, link, start),
      await makeLink(records, link, start),
    ])
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      const row = await store.read((records) => records.link(hashToken(token)))
      expect(row).toBeDefined()
      expect(JSON.stringify(row)).not.toContain(token)
    }
  })

  it.each(['', 'x', 'a'.repeat(44), `${'a'.repeat(42)}/`, '../../etc/passwd', '\0', 'đ'.repeat(43)])(
    'is not even looked for when it cannot be a token: %j',
    async (token) => {
      expect(await store.read((records) => openLink(records, 'document', token, start))).toBeUndefined()
      expect(await store.write((records) => spendLink(records, 'document', token, start))).toBeUndefined()
    },
  )

  it('is forgotten a day after it has expired', async () => {
    const body = { kind: 'document', file: fileNamed('a.pdf') } as const
    const token = await store.write((records) =>
      makeLink(records, { personId: 'lan', body, expiresAt: start, uses: 1 }, start - 1),
    )
    const there = () => store.read((records) => records.link(hashToken(token)))
    await store.write((records) => removeExpiredLinks(records, start + 86_399_999))
    expect(await there()).toBeDefined()
    await store.write((records) => removeExpiredLinks(records, start + 86_400_000))
    expect(await there()).toBeUndefined()
  })
})

describe('a message in the form of its channel', () => {
  const can = (more: Partial<Channel['can']>): Channel['can'] => localChannel({ onSent: () => {}, can: more }).can
  const zalo = can({ buttons: false, files: false, filesIn: 'pictures' })
  const docx = fileNamed('Báo cáo.docx', 'application/msword')
  const photo = fileNamed('ảnh.png', 'image/png')
  let keys = 0
  const rowOf = async (reply: Reply, more: Partial<OutboxRow> = {}): Promise<OutboxRow> => {
    keys += 1
    const row = await store.write((records) => records.addOutbox(message(`carried-${keys}`, { reply })))
    if (!row) throw new Error('the row is there already')
    return { ...row, ...more }
  }
  const carriedAt = async (now: () => number, local = false) =>
    createCarried({
      store,
      clock: { now },
      links: { base: () => ({ url: 'https://dunghan.example', local }), tokenFor: await openLinkKey(':memory:') },
    })
  const tokensIn = (text: string): string[] => [...text.matchAll(/\/tai\/([\w-]{43})/g)].map((found) => found[1] ?? '')

  it('is left as it is where the channel carries everything', async () => {
    const carried = await carriedAt(() => start)
    const row = await rowOf({ text: 'Dự thảo', files: [docx, photo], wantsFile: 'evidence' })
    expect(await carried.forChannel(row, { can: can({}) })).toBe(row)
  })

  it('names each file with its size, its own link and until when it works', async () => {
    const carried = await carriedAt(() => start)
    const row = await rowOf({ text: 'Dự thảo', files: [docx, photo], choices: [{ label: 'Duyệt', value: 'v' }] })
    const { reply } = await carried.forChannel(row, { can: zalo })
    expect(reply.files).toBeUndefined()
    expect(reply.choices).toEqual(row.reply.choices)
    const [first, second] = tokensIn(reply.text)
    expect(reply.text).toBe(
      [
        'Dự thảo',
        'Tệp “Báo cáo.docx” (23 KB), tải về đến 07:30 ngày 01/5/2023:',
        `https://dunghan.example/tai/${first}`,
        'Tệp “ảnh.png” (23 KB), tải về đến 07:30 ngày 01/5/2023:',
        `https://dunghan.example/tai/${second}`,
      ].join('\n'),
    )
    for (const [token, file] of [
      [first, docx],
      [second, photo],
    ] as const) {
      const link = await store.read((records) => openLink(records, 'document', token ?? '', start))
      expect(link).toMatchObject({
        personId: 'lan',
        body: { file },
        usesLeft: documentUses,
        expiresAt: start + documentMs,
      })
    }
  })

  it('keeps pictures as pictures where they can be sent, and links even those when the channel took none', async () => {
    const carried = await carriedAt(() => start)
    const row = await rowOf({ text: 'Biểu đồ', files: [docx, photo] })
    const pictures = can({ files: false, pictures: true })
    const some = await carried.forChannel(row, { can: pictures })
    expect(some.reply.files).toEqual([photo])
    expect(tokensIn(some.reply.text)).toHaveLength(1)
    const none = await carried.forChannel({ ...row, note: filesByLink }, { can: pictures })
    expect(none.reply.files).toBeUndefined()
    expect(tokensIn(none.reply.text)).toHaveLength(2)
  })

  it('gives the same links at a second try, also when some uses are spent, and shows what was sent', async () => {
    let now = start
    const carried = await carriedAt(() => now)
    const row = await rowOf({ text: 'Dự thảo', files: [docx] })
    const first = await carried.forChannel(row, { can: zalo })
    const [token = ''] = tokensIn(first.reply.text)
    await store.write((records) => spendLink(records, 'document', token, now))
    now += 3_600_000
    expect(await carried.forChannel({ ...row, attempts: 2, note: 'again' }, { can: zalo })).toMatchObject({
      reply: first.reply,
    })
    const link = await store.read((records) => openLink(records, 'document', token, now))
    expect(link?.usesLeft).toBe(documentUses - 1)
    expect(await store.read((records) => carried.asSent(records, row, zalo))).toEqual(first)
  })

  it('never gives two rows, or two offices with another key, the same link', async () => {
    const carried = await carriedAt(() => start)
    const elsewhere = await carriedAt(() => start)
    const rows = [await rowOf({ text: '', files: [docx] }), await rowOf({ text: '', files: [docx] })]
    const texts = [
      ...(await Promise.all(rows.map((row) => carried.forChannel(row, { can: zalo })))),
      ...(await Promise.all(rows.map((row) => elsewhere.forChannel(row, { can: zalo })))),
    ].map(({ reply }) => reply.text)
    expect(new Set(texts.flatMap(tokensIn)).size).toBe(4)
  })

  it('asks for files to the matter it was written for, however late it goes out', async () => {
    const state = (at: string | null) => ({
      ...{ flow: 'tra-loi', version: 1, at, turn: 1, facts: {}, values: {}, halfWritten: true, memory: {} },
    })
    const [first, second] = await store.write(async (records) => {
      const first = await records.addSession('lan', null, state('minh-chung'), start)
      await records.updateSession(first.id, { status: 'parked' })
      return [first, await records.addSession('lan', null, state('minh-chung'), start)]
    })
    const carried = await carriedAt(() => start + 3_600_000)
    const asked = {
      text: 'Gửi minh chứng',
      wantsFile: 'evidence',
      filesFor: { sessionId: first.id, block: 'minh-chung' },
    }
    const bodyOf = async (reply: Reply) => {
      const { text } = (await carried.forChannel(await rowOf(reply), { can: zalo })).reply
      const [, token] = /\/upload\/([\w-]{43})/.exec(text) ?? []
      if (token === undefined) return undefined
      const link = await store.read((records) => openLink(records, 'upload', token, start + 3_600_000))
      return link?.body.question
    }
    expect(await bodyOf(asked as Reply)).toEqual({ sessionId: first.id, block: 'minh-chung' })
    await store.write((records) => records.updateSession(first.id, { status: 'done' }))
    expect(await bodyOf(asked as Reply)).toBeUndefined()
    await store.write((records) => records.updateSession(second.id, { status: 'done' }))
  })

  it('has a link that works when it is sent again after the life of the one before', async () => {
    let now = start
    const carried = await carriedAt(() => now)
    const row = await rowOf({ text: 'Dự thảo', files: [docx] })
    const [token = ''] = tokensIn((await carried.forChannel(row, { can: zalo })).reply.text)
    for (let use = 0; use < documentUses; use += 1)
      await store.write((records) => spendLink(records, 'document', token, now))
    now += documentMs
    const again = (await carried.forChannel({ ...row, note: 'again' }, { can: zalo })).reply.text
    const [anew = ''] = tokensIn(again)
    const link = await store.read((records) => openLink(records, 'document', anew, now))
    expect(link).toMatchObject({ body: { file: docx }, usesLeft: documentUses, expiresAt: now + documentMs })
    expect(again).toContain('07:30 ngày 08/5/2023')
  })

  it('offers no upload for a question that is answered already, and none to a stranger', async () => {
    const carried = await carriedAt(() => start)
    const row = await rowOf({ text: 'Gửi minh chứng', wantsFile: 'evidence' })
    expect((await carried.forChannel(row, { can: zalo })).reply.text).toBe('Gửi minh chứng')
    const stranger = { ...row, personId: null }
    expect(await carried.forChannel(stranger, { can: zalo })).toBe(stranger)
  })

  it('says so when the link works on this machine only', async () => {
    const carried = await carriedAt(() => start, true)
    const row = await rowOf({ text: 'Dự thảo', files: [docx] })
    expect((await carried.forChannel(row, { can: zalo })).reply.text).toContain('chỉ mở được trên chính máy')
  })
})
