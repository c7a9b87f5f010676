import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptedEndings } from '../../src/channel/file-kind.ts'
import { instantAt } from '../../src/core/time.ts'
import { ask, type Running, running } from './running-web.ts'
import { clerk, head, leader, other, reportId, smallDemo } from './small-demo.ts'

let web: Running
let small: ReturnType<typeof smallDemo>
beforeEach(async () => {
  small = smallDemo()
  web = await running(small.demo)
})
afterEach(() => web.close())

const html = async (path: string): Promise<string> => (await fetch(web.url + path)).text()
const json = (path: string, body: unknown) =>
  fetch(web.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
const form = (path: string, fields: { [name: string]: string }, headers: { [name: string]: string } = {}) =>
  fetch(web.url + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })

describe('the page', () => {
  it('answers well within a second, and greets in Vietnamese', async () => {
    let text = ''
    const took: number[] = []
    // The quickest of several: what else the machine does is not measured.
    for (let n = 0; n < 5; n += 1) {
      const start = performance.now()
      text = await html('/chat')
      took.push(performance.now() - start)
    }
    expect(Math.min(...took)).toBeLessThan(1000)
    expect(text).toMatch(/^<!doctype html><html lang="vi">/i)
    expect(text).toContain('Chào mừng đến với Đúng Hạn')
    expect(text).toContain('Bắt đầu trong vai Lan')
  })

  it('groups people by Unit and shows their roles', async () => {
    const text = await html('/chat')
    const inOrder = [
      'Lãnh đạo Ban',
      'Trưởng ban',
      'Lãnh đạo<',
      'Văn phòng',
      'Lan',
      'Đầu mối',
      'Minh',
      'Trưởng đơn vị',
      'Quản trị',
      'Phòng Quản lý đầu tư',
      'Hoa',
    ]
    const list = text.slice(text.indexOf('id="people"'))
    const places: number[] = []
    for (const word of inOrder) places.push(list.indexOf(word, (places.at(-1) ?? -1) + 1))
    expect(places).not.toContain(-1)
  })

  it('shows the virtual clock with its weekday and when the next event is', async () => {
    const text = await html('/chat')
    expect(text.replace(/<[^>]+>/g, '')).toContain('Chủ Nhật, 23/4/2023 08:00')
    expect(text).toContain('Thứ Hai, 24/4/2023 07:30')
  })

  it('shows a digest with its badge, day, time and buttons, and keeps only the newest buttons', async () => {
    await json('/chat/clock', { next: true })
    const first = await html(`/chat/${clerk.id}/lines`)
    expect(first).toContain('<li class="day">Thứ Hai, 24/4/2023</li>')
    expect(first).toContain('>Bản tin sáng</span>')
    expect(first).toContain('>07:30</time>')
    expect(first.match(/<button/g)).toHaveLength(2)
    const line = (await small.demo.chat(clerk.id))?.[0]
    await json(`/chat/${clerk.id}/press`, { outboxId: line?.choices[0]?.outboxId, index: 0 })
    const second = await html(`/chat/${clerk.id}/lines`)
    expect([...second.matchAll(/<button[^>]*>([^<]+)/g)].map((found) => found[1])).toEqual([
      'Hoàn thành',
      'Đang làm',
      'Có vướng mắc',
    ])
    expect(second).toContain('<li>Để sau</li>')
  })

  it('takes the buttons away when the person has answered in words and been answered', async () => {
    await json('/chat/clock', { next: true })
    await json(`/chat/${clerk.id}/say`, { text: 'để sau' })
    expect(await html(`/chat/${clerk.id}/lines`)).not.toContain('<button')
  })

  it('shows who has answered, who is missing and what is overdue', async () => {
    await json('/chat/clock', { next: true })
    const line = (await small.demo.chat(clerk.id))?.at(-1)
    await json(`/chat/${clerk.id}/press`, { outboxId: line?.choices[0]?.outboxId, index: 0 })
    const asked = (await small.demo.chat(clerk.id))?.at(-1)
    await json(`/chat/${clerk.id}/press`, { outboxId: asked?.choices[0]?.outboxId, index: 0 })
    const board = await html('/chat/board')
    expect(board).toContain('<progress value="1" max="2"')
    expect(board).toContain('1/2 nội dung đã có trả lời')
    expect(board).toContain('<strong>Còn thiếu:</strong> Phòng Quản lý đầu tư')
    expect(board).toContain('còn 15 ngày')
    await json('/chat/clock', { to: '2023-05-11' })
    const later = await html('/chat/board')
    expect(later).toContain('part part-overdue')
    expect(later).toContain('quá 2 ngày')
    expect(later).toContain('status-overdue">Quá hạn')
  })

  it('counts what has not been read in the other chats, and forgets it when the chat is opened', async () => {
    await json('/chat/clock', { next: true })
    await html(`/chat/${clerk.id}/lines`)
    expect(await html(`/chat/${clerk.id}/people`)).toContain('1 tin chưa đọc')
    await html(`/chat/${other.id}`)
    expect(await html(`/chat/${clerk.id}/people`)).not.toContain('chưa đọc')
    await json('/chat/clock', { to: '2023-05-11' })
    expect(await html(`/chat/${leader.id}/people`)).toMatch(/1 tin chưa đọc[\s\S]*1 tin chưa đọc/)
  })

  it('does not call old messages unread after a restart', async () => {
    await json('/chat/clock', { to: '2023-04-25' })
    const again = await running(small.demo)
    expect(await (await fetch(`${again.url}/chat`)).text()).not.toContain('chưa đọc')
    await again.close()
  })

  it('answers 404 for somebody who does not exist, whatever is asked', async () => {
    for (const path of [
      '/chat/nobody',
      '/chat/nobody/lines',
      '/chat/nobody/lines.json',
      '/chat/nobody/events',
      '/chat/%2e%2e%2fx',
    ])
      expect((await ask(web.port, path)).status, path).toBe(404)
    expect((await json('/chat/nobody/say', { text: 'x' })).status).toBe(404)
  })
})

describe('hostile names and texts', () => {
  const evil = `<img src=x onerror="alert(1)">'"&amp;</textarea><script>alert(1)</script>`

  it('come out as text wherever they appear', async () => {
    const person = { id: `a'"><b> /?#%`, name: evil, unitName: evil, roles: ['focal', `"><script>`] }
    const hostile = smallDemo([person], evil)
    const page = await running(hostile.demo)
    hostile.add(person.id, {
      from: 'person',
      text: evil,
      files: [hostile.keep(new Uint8Array([1]), evil, 'text/html').ref],
    })
    await hostile.demo.passTo(instantAt('2023-05-11', '08:00'))
    hostile.add(person.id, { from: 'product', text: evil }, [evil])
    const path = `/chat/${encodeURIComponent(person.id)}`
    for (const part of [path, '/chat', `${path}/lines`, `${path}/people`, '/chat/board']) {
      const answer = await fetch(page.url + part)
      expect(answer.status, part).toBe(200)
      const text = await answer.text()
      expect(text).not.toContain('<img')
      expect(text).not.toContain('<script>')
      expect(text).not.toContain('</textarea><script')
      expect(text).not.toContain('"><b>')
    }
    await page.close()
  })
})

describe('what people send', () => {
  it('takes a text by form and leads back, by script and asks for a refresh, by JSON and says ok', async () => {
    const back = await form(`/chat/${clerk.id}/say`, { text: 'một' })
    expect([back.status, back.headers.get('location')]).toEqual([303, `/chat/${clerk.id}`])
    const htmx = await form(`/chat/${clerk.id}/say`, { text: 'hai\r\nba' }, { 'hx-request': 'true' })
    expect([htmx.status, htmx.headers.get('hx-trigger')]).toEqual([204, 'refresh'])
    expect(await (await json(`/chat/${clerk.id}/say`, { text: 'bốn' })).json()).toEqual({ ok: true })
    const said = (await small.demo.chat(clerk.id))?.filter((line) => line.from === 'person').map((line) => line.text)
    expect(said).toEqual(['một', 'hai\nba', 'bốn'])
  })

  it('is heard in the order of sending by one person, without making the others wait', async () => {
    const heard: string[] = []
    let arrive = (): void => {}
    let release = (): void => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = await running({
      ...small.demo,
      sendFile: async (_, __, name) => {
        arrive()
        await held
        heard.push(name)
      },
      press: async () => void heard.push('press'),
      say: async (personId) => void heard.push(personId),
    })
    const post = (path: string, body: FormData | URLSearchParams) =>
      fetch(slow.url + path, { method: 'POST', body, redirect: 'manual' })
    const upload = new FormData()
    upload.set('file', new File(['%PDF-1.4'], 'chậm.pdf'))
    const file = post(`/chat/${clerk.id}/file`, upload)
    await arrived
    const press = post(`/chat/${clerk.id}/press`, new URLSearchParams({ outboxId: '1', index: '0' }))
    await post(`/chat/${other.id}/say`, new URLSearchParams({ text: 'x' }))
    release()
    expect((await Promise.all([file, press])).map((answer) => answer.status)).toEqual([303, 303])
    expect(heard).toEqual([other.id, 'chậm.pdf', 'press'])
    await slow.close()
  })

  it('takes 20,000 characters of Vietnamese in one message', async () => {
    const text = 'ượ'.repeat(10_000)
    const fields = new FormData()
    fields.set('text', text)
    const answer = await fetch(`${web.url}/chat/${clerk.id}/say`, { method: 'POST', body: fields, redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect((await small.demo.chat(clerk.id))?.[0]?.text).toBe(text)
  })

  it.each([
    ['an empty text', 400, 'say', { text: '  \n ' }, 'Tin nhắn chưa có nội dung.'],
    ['a text of more than 20,000 characters', 400, 'say', { text: 'a'.repeat(20_001) }, 'Tin nhắn quá dài'],
    ['a text that is none', 400, 'say', { text: { $gt: '' } }, 'Tin nhắn'],
    ['more than 64 KB', 413, 'say', { text: 'a'.repeat(70_000) }, 'Tin nhắn quá dài'],
    ['a button without a number', 400, 'press', { outboxId: 'x', index: 0 }, 'không đúng dạng'],
    ['a button with a negative index', 400, 'press', { outboxId: 1, index: -1 }, 'không đúng dạng'],
    ['a button with half an index', 400, 'press', { outboxId: 1, index: 0.5 }, 'không đúng dạng'],
    ['no file', 400, 'file', { file: 'text' }, 'chưa chọn tệp'],
  ])('refuses %s, with a sentence, and says nothing for the person', async (_, status, what, body, sentence) => {
    const answer = await json(`/chat/${clerk.id}/${what}`, body)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining(sentence) })
    expect(await small.demo.chat(clerk.id)).toEqual([])
  })

  it('refuses a body that is no JSON', async () => {
    const answer = await fetch(`${web.url}/chat/${clerk.id}/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":',
    })
    expect(answer.status).toBe(400)
  })

  it('shows a browser without script a page with the sentence and the way back', async () => {
    const answer = await form(`/chat/${clerk.id}/say`, { text: ' ' }, { accept: 'text/html' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/role="alert">Tin nhắn chưa có nội dung\.[\s\S]*href="\/chat"/)
  })

  const upload = (bytes: Uint8Array<ArrayBuffer>, name: string, type = 'application/pdf') => {
    const fields = new FormData()
    fields.set('file', new File([bytes], name, { type }))
    return fetch(`${web.url}/chat/${clerk.id}/file`, { method: 'POST', body: fields, redirect: 'manual' })
  }

  it('takes a file and gives the same bytes back, as a download with its Vietnamese name', async () => {
    const bytes = new Uint8Array(100_000).map((_, place) => place % 251)
    expect((await upload(bytes, 'Biên bản “họp” đợt 1.pdf')).status).toBe(303)
    const file = (await small.demo.chat(clerk.id))?.[0]?.files[0]
    expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const lines = await html(`/chat/${clerk.id}/lines`)
    const path = /href="(\/chat\/files\/[^"]+)"/.exec(lines)?.[1] ?? ''
    const answer = await fetch(web.url + path)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const disposition = answer.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename="Bien ban _hop_ dot 1\.pdf"; filename\*=UTF-8''/)
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe('Biên bản “họp” đợt 1.pdf')
  })

  it('shows a picture where it stands, and no other file', async () => {
    await upload(new TextEncoder().encode('%PDF-1.4'), 'a.pdf')
    expect(await html(`/chat/${clerk.id}/lines`)).not.toContain('<img')
    await upload(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), 'Ảnh họp.png', 'image/png')
    const lines = await html(`/chat/${clerk.id}/lines`)
    const path = /<img class="picture" src="(\/chat\/files\/[^"]+)" alt="Ảnh họp.png"/.exec(lines)?.[1] ?? ''
    expect((await fetch(web.url + path)).headers.get('content-type')).toBe('image/png')
  })

  it('never serves an uploaded page as a page', async () => {
    await upload(new TextEncoder().encode('<script>alert(1)</script>'), 'x.html', 'text/html')
    const sha256 = (await small.demo.chat(clerk.id))?.[0]?.files[0]?.sha256
    const answer = await fetch(`${web.url}/chat/files/${sha256}/x.html`)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('leaves a file above 20 MB to the product, which says so in the chat', async () => {
    expect((await upload(new Uint8Array(20 * 1024 * 1024 + 1), 'lon.pdf')).status).toBe(303)
    expect((await small.demo.chat(clerk.id))?.[0]?.text).toContain('vượt quá 20 MB')
  })

  it('refuses an upload above 21 MB, also one that does not say its length', async () => {
    expect((await upload(new Uint8Array(22 * 1024 * 1024), 'lon.pdf')).status).toBe(413)
    const chunk = new Uint8Array(1024 * 1024)
    const status = await new Promise<number>((resolve, reject) => {
      const sent = request(
        `${web.url}/chat/${clerk.id}/file`,
        {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=x', 'transfer-encoding': 'chunked' },
        },
        (answer) => resolve(answer.resume().statusCode ?? 0),
      )
      sent.on('error', reject)
      for (let count = 0; count < 23; count += 1) sent.write(chunk)
      sent.end()
    })
    expect(status).toBe(413)
    expect(await small.demo.chat(clerk.id)).toEqual([])
  })

  it('offers in its file dialog exactly the kinds that the product takes', async () => {
    const offered = /accept="([^"]+)"/.exec(await html(`/chat/${clerk.id}`))?.[1]
    expect(offered?.split(',').sort()).toEqual(acceptedEndings.map((ending) => `.${ending}`).sort())
  })

  it('refuses an empty file', async () => {
    expect((await upload(new Uint8Array(), 'trong.pdf')).status).toBe(400)
  })
})

describe('files and drafts', () => {
  it('compiles a draft of this moment for an id with slashes and colons', async () => {
    const answer = await fetch(`${web.url}/chat/reports/draft.docx?id=${encodeURIComponent(reportId)}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(`PK ${small.demo.now()}`)
    expect(answer.headers.get('content-disposition')).toContain('filename="Du thao bao cao.docx"')
    expect(await html('/chat/board')).toContain(`/chat/reports/draft.docx?id=${encodeURIComponent(reportId)}`)
  })

  it.each([
    '/chat/reports/draft.docx',
    '/chat/reports/draft.docx?id=unknown',
    `/chat/files/${'0'.repeat(64)}/x.pdf`,
    '/chat/files/..%2f..%2fetc%2fpasswd/x',
  ])('answers 404 for %s', async (path) => {
    expect((await ask(web.port, path)).status).toBe(404)
  })
})

describe('the clock', () => {
  const now = async () => (await fetch(`${web.url}/chat/clock.json`)).json()

  it('goes to the next event, on by days, and to 07:30 of a day', async () => {
    expect(await now()).toEqual({ now: '2023-04-23T08:00:00.000+07:00', next: '2023-04-24T07:30:00.000+07:00' })
    expect(await (await json('/chat/clock', { next: true })).json()).toEqual({ now: '2023-04-24T07:30:00.000+07:00' })
    expect(await (await json('/chat/clock', { days: 7 })).json()).toEqual({ now: '2023-05-01T07:30:00.000+07:00' })
    expect(await (await json('/chat/clock', { to: '2023-05-12' })).json()).toEqual({
      now: '2023-05-12T07:30:00.000+07:00',
    })
    expect(await (await json('/chat/clock', { to: '2023-05-12T17:00+07:00' })).json()).toEqual({
      now: '2023-05-12T17:00:00.000+07:00',
    })
    expect(await now()).toMatchObject({ next: null })
  })

  it('comes back to the open chat when there is no script, and never to another address', async () => {
    const there = await form('/chat/clock', { days: '1', person: head.id })
    expect([there.status, there.headers.get('location')]).toEqual([303, `/chat/${head.id}`])
    const away = await form('/chat/clock', { days: '1', person: '//evil.example' })
    expect(away.headers.get('location')).toBe('/chat')
  })

  it.each([
    ['into the past', { to: '2023-04-01' }, 409, 'chỉ đi tới'],
    ['to no day', { to: '2023-02-31' }, 409, 'Thời điểm chưa đúng'],
    ['centuries ahead', { to: '9999-01-01' }, 409, 'hai năm'],
    ['more than two years on', { days: 5000 }, 409, 'hai năm'],
    ['by no days', { days: 0 }, 400, 'Thời điểm chưa đúng'],
    ['back by days', { days: -1 }, 400, 'Thời điểm chưa đúng'],
    ['nowhere', {}, 400, 'Thời điểm chưa đúng'],
  ])('does not go %s', async (_, wish, status, sentence) => {
    const before = small.demo.now()
    const answer = await json('/chat/clock', wish)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining(sentence) })
    expect(small.demo.now()).toBe(before)
  })

  it('says so when there is no next event', async () => {
    await json('/chat/clock', { to: '2023-06-01' })
    const answer = await json('/chat/clock', { next: true })
    expect([answer.status, await answer.json()]).toEqual([409, { error: 'Không còn sự kiện nào phía trước.' }])
    expect(await html('/chat/clock')).toContain('không còn sự kiện nào')
  })
})

describe('for programs', () => {
  it('gives people, overview and lines as JSON', async () => {
    await json('/chat/clock', { next: true })
    expect(await (await fetch(`${web.url}/chat/people.json`)).json()).toEqual(small.demo.people())
    expect(await (await fetch(`${web.url}/chat/overview.json`)).json()).toEqual(await small.demo.overview())
    const lines = await (await fetch(`${web.url}/chat/${clerk.id}/lines.json`)).json()
    expect(lines).toEqual(await small.demo.chat(clerk.id))
  })
})
