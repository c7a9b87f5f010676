import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hashToken } from '../../src/app/pages/links.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { admin, clerk, type LinkedOffice, linkedOffice } from './linked-office.ts'

const pdf = new TextEncoder().encode('%PDF-1.4 biên bản')
const unknown = 'A'.repeat(43)

let database: Database
let office: LinkedOffice

beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
})
afterAll(() => database.close())
beforeEach(async () => {
  office = await linkedOffice(database)
})
afterEach(() => office.close())

function form(name: string, bytes: Uint8Array): FormData {
  const body = new FormData()
  body.append('file', new File([new Uint8Array(bytes)], name))
  return body
}
const json = { Accept: 'application/json' }
const post = (path: string, body?: FormData, headers: { [name: string]: string } = {}) =>
  fetch(`${office.url}${path}`, { method: 'POST', headers, redirect: 'manual', ...(body ? { body } : {}) })
const get = (path: string, method = 'GET') => fetch(`${office.url}${path}`, { method })
const usesLeft = async (token: string) =>
  (await office.store.read((records) => records.link(hashToken(token))))?.usesLeft
const held = () => office.files.heldLongerThan(-1)

describe('the page behind an upload link', () => {
  it('says for what and by whom, what is taken and until when, and is not kept by anybody', async () => {
    const token = await office.evidenceLink()
    const answer = await get(`/upload/${token}`)
    const page = await answer.text()
    expect(answer.status).toBe(200)
    for (const part of ['Tuyên truyền', 'Chuyên viên Văn phòng', '20 MB', 'PDF, Word, Excel', '07:30 ngày 25/4/2023'])
      expect(page).toContain(part)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  it('may be looked at by previews without being used up', async () => {
    const token = await office.evidenceLink({ uses: 1 })
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) await get(`/upload/${token}`, method)
    expect(await usesLeft(token)).toBe(1)
    expect(await office.heardFrom(clerk)).toEqual([])
  })

  it('shows names as text, whatever stands in them', async () => {
    const token = await office.evidenceLink()
    await post(`/upload/${token}`, form('<img src=x onerror=alert(1)>.pdf', pdf))
    const page = await (await get(`/upload/${token}`)).text()
    expect(page).not.toContain('<img')
    expect(page).toContain('.pdf')
  })
})

describe('a file that is handed in', () => {
  it('is heard as if its person had sent it in the chat, and the form comes again with it', async () => {
    const token = await office.evidenceLink()
    const answer = await post(`/upload/${token}`, form('Biên bản.pdf', pdf))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/upload/${token}#da-nhan`])
    expect(await (await get(`/upload/${token}`)).text()).toContain('Biên bản.pdf')
    const [one, ...more] = await office.heardFrom(clerk)
    expect(more).toEqual([])
    expect(one).toMatchObject({
      channel: 'zalo-bot',
      address: 'zalo-lan',
      messageId: expect.stringMatching(/^upload:[0-9a-f]{32}:29$/),
      heard: { kind: 'file', caption: '', file: { name: 'Biên bản.pdf', mime: 'application/pdf' } },
    })
    if (one?.heard.kind !== 'file') throw new Error('no file')
    expect(await office.files.openHeld(one.heard.file.sha256)).toEqual(pdf)
    expect(office.woken()).toBe(1)
    expect(one.messageId).not.toContain(token.slice(0, 8))
  })

  it('may be one of several, each with a message of its own, sent one by one or at once', async () => {
    const token = await office.evidenceLink()
    const names = ['1.pdf', '2.pdf', '3.pdf', '4.pdf']
    const answers = await Promise.all(names.map((name) => post(`/upload/${token}`, form(name, pdf), json)))
    for (const [index, answer] of answers.entries())
      expect(await answer.json()).toEqual({ name: names[index], size: pdf.byteLength, left: true })
    const heard = await office.heardFrom(clerk)
    expect(new Set(heard.map(({ messageId }) => messageId)).size).toBe(4)
    expect(heard.flatMap((one) => (one.heard.kind === 'file' ? one.heard.file.name : [])).sort()).toEqual(names)
  })

  it('ends with “Xong”, which is said in the chat while the same question stands', async () => {
    const token = await office.evidenceLink()
    await post(`/upload/${token}`, form('a.pdf', pdf))
    const answer = await post(`/upload/${token}/xong`)
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Đã gửi xong')])
    expect((await office.heardFrom(clerk)).at(-1)?.heard).toEqual({ kind: 'text', text: 'xong' })
    for (const path of [`/upload/${token}`, `/upload/${token}/xong`]) expect((await post(path)).status).toBe(404)
    expect(await office.heardFrom(clerk)).toHaveLength(2)
  })

  it('ends without a word in the chat when the talk has gone on to something else', async () => {
    const token = await office.evidenceLink()
    await post(`/upload/${token}`, form('a.pdf', pdf))
    const { session } = office
    await office.store.write((records) =>
      records.updateSession(session.id, { state: { ...session.state, at: 'confirm' }, updatedAt: office.clock.at }),
    )
    expect((await post(`/upload/${token}/xong`)).status).toBe(200)
    expect(await office.heardFrom(clerk)).toHaveLength(1)
  })

  it('is a plan when the link is for one, and the only one', async () => {
    const token = await office.planLink()
    const answer = await post(`/upload/${token}`, form('kế hoạch.pdf', pdf))
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('đang đọc tệp')])
    expect(await office.heardFrom(admin)).toMatchObject([{ heard: { kind: 'file', caption: '/nhap' } }])
    expect((await post(`/upload/${token}`, form('kế hoạch.pdf', pdf))).status).toBe(404)
  })

  it('is taken once when two arrive for the last use', async () => {
    const token = await office.planLink()
    const answers = await Promise.all(['a.pdf', 'b.pdf'].map((name) => post(`/upload/${token}`, form(name, pdf), json)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    expect(await office.heardFrom(admin)).toHaveLength(1)
  })
})

describe('what is not taken', () => {
  const dead: readonly (readonly [string, (token: string) => Promise<string>])[] = [
    ['that was never made', async () => unknown],
    ['that is no token at all', async () => '..%2f..%2fetc'],
    [
      'that has expired',
      async (token) => {
        office.clock.at += 86_400_000
        return token
      },
    ],
    [
      'that is used up',
      async () => {
        const token = await office.evidenceLink({ uses: 1 })
        await post(`/upload/${token}`, form('a.pdf', pdf))
        return token
      },
    ],
    [
      'of a question that was answered',
      async (token) => {
        await office.store.write((records) =>
          records.updateSession(office.session.id, { status: 'done', updatedAt: office.clock.at }),
        )
        return token
      },
    ],
    [
      'of somebody whose address was closed',
      async (token) => {
        await office.store.write(async (records) => {
          const account = await records.accountAt('zalo-bot', 'zalo-lan')
          await records.closeAccount(account?.id ?? 0, office.clock.at)
        })
        return token
      },
    ],
    [
      'of an address that belongs to somebody else now',
      async (token) => {
        await office.store.write((records) => records.join('hoa', 'zalo-bot', 'zalo-lan', office.clock.at))
        return token
      },
    ],
    ['for a plan, of somebody who is no admin', async () => office.planLink(clerk)],
    ['for a download', async () => office.documentLink(await office.files.keep(pdf, 'a.pdf', 'application/pdf'))],
  ]

  it.each(dead)('a link %s: one and the same sentence, and nothing is kept', async (_, kill) => {
    const token = await kill(await office.evidenceLink())
    const before = (await held()).length
    const heard = (await office.heardFrom(clerk)).length
    const reference = await (await get(`/upload/${unknown}`)).text()
    expect(reference).toContain('câu hỏi cần tệp đã được trả lời hay đang để lại')
    expect(reference).toContain('gõ /viec')
    for (const answer of [
      await get(`/upload/${token}`),
      await post(`/upload/${token}`, form('b.pdf', new TextEncoder().encode('%PDF-1.4 khác'))),
      await post(`/upload/${token}/xong`),
    ])
      expect([answer.status, await answer.text()]).toEqual([404, reference])
    expect(await office.heardFrom(clerk)).toHaveLength(heard)
    expect(await held()).toHaveLength(before)
  })

  const bad: readonly (readonly [string, string, Uint8Array, number, string])[] = [
    ['of a kind that is not accepted', 'a.exe', pdf, 415, 'thuộc loại không nhận'],
    ['whose content is something else', 'a.pdf', new TextEncoder().encode('MZ...'), 422, 'không đúng với đuôi tệp'],
    ['that is empty', 'a.pdf', new Uint8Array(), 422, 'trống'],
    ['a little larger than 20 MB', 'a.pdf', Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]), 413, '20 MB'],
    ['far larger than 20 MB', 'a.pdf', Buffer.concat([pdf, Buffer.alloc(30 * 1024 * 1024)]), 413, '20 MB'],
  ]

  it.each(bad)('a file %s: said on the page, with the form below it', async (_, name, bytes, status, words) => {
    const token = await office.evidenceLink()
    const told = await post(`/upload/${token}`, form(name, bytes), json)
    expect([told.status, await told.json()]).toEqual([status, { error: expect.stringContaining(words) }])
    const shown = await post(`/upload/${token}`, form(name, bytes))
    const page = await shown.text()
    expect(shown.status).toBe(status)
    expect(page).toContain(words)
    expect(page).toContain('type="file"')
    expect(await office.heardFrom(clerk)).toEqual([])
    expect(await held()).toEqual([])
    expect(await usesLeft(token)).toBe(30)
  })

  it.each([
    ['nothing', undefined],
    ['no file', new FormData()],
    ['a text in the place of the file', Object.assign(new FormData(), {})],
  ] as const)('a form with %s', async (what, body) => {
    const token = await office.evidenceLink()
    if (what === 'a text in the place of the file') body?.append('file', 'abc')
    const answer = await post(`/upload/${token}`, body)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('chưa chọn tệp')])
    expect(await usesLeft(token)).toBe(30)
  })

  it('an upload that breaks off: nothing is half-done, and the same link works afterwards', async () => {
    const token = await office.evidenceLink()
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 '
    for (const ends of ['socket', 'body'] as const)
      await new Promise<void>((resolve) => {
        const sent = request({
          ...{ host: '127.0.0.1', port: office.port, path: `/upload/${token}`, method: 'POST', agent: false },
          headers: {
            'Content-Type': 'multipart/form-data; boundary=x',
            ...(ends === 'socket' ? { 'Content-Length': '100000' } : {}),
          },
        })
        sent.on('error', () => {})
        sent.on('close', () => resolve())
        sent.on('response', (answer) => {
          expect(answer.statusCode).toBe(400)
          answer.resume()
        })
        if (ends === 'body') sent.end(head)
        else sent.write(head, () => sent.destroy())
      })
    expect(await office.heardFrom(clerk)).toEqual([])
    expect(await held()).toEqual([])
    expect((await post(`/upload/${token}`, form('a.pdf', pdf))).status).toBe(303)
  })
})

describe('the page behind a download link', () => {
  const report = () => office.files.keep(pdf, 'Báo cáo 6 tháng.pdf', 'application/pdf')

  it('shows name and size, and gives the file to whoever presses the button', async () => {
    const token = await office.documentLink(await report(), { uses: 5 })
    const page = await (await get(`/tai/${token}`)).text()
    for (const part of ['Báo cáo 6 tháng.pdf', `${pdf.byteLength} B`, 'Chuyên viên Văn phòng', 'còn tải được 5 lần'])
      expect(page).toContain(part)
    const answer = await post(`/tai/${token}`)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*B%C3%A1o%20c%C3%A1o/)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdf)
    expect(await usesLeft(token)).toBe(4)
  })

  it('may be looked at by previews without being used up, and gives the file so often and not once more', async () => {
    const token = await office.documentLink(await report(), { uses: 2 })
    for (const method of ['GET', 'HEAD', 'GET']) await get(`/tai/${token}`, method)
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(`/tai/${token}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 404, 404])
    expect((await get(`/tai/${token}`)).status).toBe(404)
  })

  it('says the same of a link that is unknown, expired, for something else or for somebody who has gone', async () => {
    const token = await office.documentLink(await report())
    const gone = await office.documentLink(await report(), { personId: 'da-nghi' })
    const upload = await office.evidenceLink()
    const reference = await (await get(`/tai/${unknown}`)).text()
    expect(reference).toContain('yêu cầu lại tệp')
    for (const one of [gone, upload])
      for (const answer of [await get(`/tai/${one}`), await post(`/tai/${one}`)])
        expect([answer.status, await answer.text()]).toEqual([404, reference])
    office.clock.at += 86_400_000
    for (const answer of [await get(`/tai/${token}`), await post(`/tai/${token}`)])
      expect([answer.status, await answer.text()]).toEqual([404, reference])
  })

  it('opens nothing for somebody who has left every channel', async () => {
    const token = await office.documentLink(await report())
    await office.store.write(async (records) => {
      for (const { id } of await records.accounts('lan')) await records.closeAccount(id, office.clock.at)
    })
    for (const answer of [await get(`/tai/${token}`), await post(`/tai/${token}`)]) expect(answer.status).toBe(404)
    expect(await usesLeft(token)).toBe(30)
  })

  it('does not count a file that is not there any more', async () => {
    const token = await office.documentLink({
      sha256: 'b'.repeat(64),
      name: 'x.pdf',
      mime: 'application/pdf',
      size: 1,
    })
    expect((await post(`/tai/${token}`)).status).toBe(404)
    expect(await usesLeft(token)).toBe(30)
  })
})
