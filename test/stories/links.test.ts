import { describe, expect, it } from 'vitest'
import { textReader } from '../fakes/text-reader.ts'
import { World } from '../world.ts'
import { answersOf, dialogue, matter, plans, wordText } from './first-morning.ts'
import { planText } from './import-plan.ts'

/** Zalo Bot's form: numbers instead of buttons, pictures in, no documents either way. */
const zalo = { buttons: false, files: false, filesIn: 'pictures' } as const
const publicUrl = 'https://dunghan.example'
const pdf = new TextEncoder().encode('%PDF-1.4 biên bản đối thoại')

const linkIn = (texts: readonly string[], path: 'tai' | 'upload'): string => {
  const found = new RegExp(`${publicUrl}(/${path}/[\\w-]{43})`).exec(texts.join('\n'))?.[1]
  if (found === undefined) throw new Error(`no link /${path}/ in:\n${texts.join('\n')}`)
  return found
}

const formWith = (name: string, bytes: Uint8Array): FormData => {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], name))
  return form
}

describe('an office on a channel with numbers and pictures only', () => {
  it('gets the evidence by an upload link and hands the report out by a download link', async () => {
    await using world = await World.open({ now: '2023-04-24T07:00', plans, can: zalo, config: { publicUrl } })
    await world.passTo('2023-04-24T07:30')
    await world.unread()
    const at = (path: string) => `http://127.0.0.1:${world.running.port}${path}`

    await world.say('cv-doanh-nghiep', '1')
    await world.say('cv-doanh-nghiep', 'da hoan thanh')
    await world.say('cv-doanh-nghiep', 'Đã tổ chức 02 hội nghị đối thoại.')
    await world.say('cv-doanh-nghiep', 'xong')
    // Figures, if any are asked, have not come yet; then the evidence.
    let asked = await world.heard('cv-doanh-nghiep')
    for (let turn = 0; turn < 9 && !asked.join().includes('/upload/'); turn += 1) {
      await world.say('cv-doanh-nghiep', 'chưa có')
      asked = await world.heard('cv-doanh-nghiep')
    }
    expect(asked.at(-1)).toContain('Ảnh gửi thẳng vào đây; tệp Word, PDF, Excel gửi qua liên kết riêng của anh/chị')
    const upload = linkIn(asked, 'upload')

    const form = await (await fetch(at(upload))).text()
    expect(form).toContain(dialogue)
    expect(form).toContain('Chuyên viên Phòng Quản lý Doanh nghiệp và Lao động')
    const sent = await fetch(at(upload), { method: 'POST', body: formWith('Biên bản.pdf', pdf) })
    expect(sent.status).toBe(200)
    expect(await sent.text()).toContain('Biên bản.pdf')
    await world.running.app.settled()
    expect((await world.heard('cv-doanh-nghiep')).join('\n')).toContain('Biên bản.pdf')

    // “Xong” on the page is “xong” in the chat, and ends the link.
    expect((await fetch(at(`${upload}/xong`), { method: 'POST' })).status).toBe(200)
    await world.running.app.settled()
    expect((await world.heard('cv-doanh-nghiep')).join('\n')).toContain('Minh chứng: 1 tệp (Biên bản.pdf)')
    expect((await fetch(at(upload))).status).toBe(404)
    await world.say('cv-doanh-nghiep', 'lưu')
    await world.heard('cv-doanh-nghiep')
    const [answer] = await answersOf(world, await matter(world, 'doanh-nghiep', dialogue))
    expect(answer?.body.evidence.map(({ name, size }) => [name, size])).toEqual([['Biên bản.pdf', pdf.byteLength]])

    // The leader gets the draft of the report: as a link, which a preview does not use up.
    await world.passTo('2023-05-04T08:00')
    const told = (await world.read('truong-ban')).filter((line) => line.text.includes('/tai/'))
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toMatch(/Tệp “.+\.docx” \(\d+ KB\), tải về đến /)
    const page = linkIn(
      told.map(({ text }) => text),
      'tai',
    )
    for (let preview = 0; preview < 20; preview += 1) expect((await fetch(at(page))).status).toBe(200)
    const got = await fetch(at(page), { method: 'POST' })
    expect(got.headers.get('content-disposition')).toContain('attachment')
    expect(await wordText(new Uint8Array(await got.arrayBuffer()))).toContain('Đã tổ chức 02 hội nghị đối thoại.')
    await world.unread()
  }, 240_000)

  it('imports a plan by the link of /nhap, once', async () => {
    await using world = await World.open({
      ...{ now: '2026-01-20T08:00', plans: [], documents: textReader(), can: zalo },
      config: { publicUrl },
    })
    const at = (path: string) => `http://127.0.0.1:${world.running.port}${path}`
    await world.say('quan-tri', '/nhap')
    const upload = linkIn(await world.heard('quan-tri'), 'upload')
    const bytes = new TextEncoder().encode(planText)
    const sent = await fetch(at(upload), { method: 'POST', body: formWith('ke-hoach.txt', bytes) })
    expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining('đang đọc tệp')])
    await world.running.app.documentsRead()
    expect((await world.heard('quan-tri')).join('\n')).toContain('21/KH-BQLKKT')
    const again = await fetch(at(upload), { method: 'POST', body: formWith('ke-hoach.txt', bytes) })
    expect(again.status).toBe(404)
    expect(await world.running.store.read((records) => records.openDrafts('quan-tri'))).toHaveLength(1)
    await world.end()
  }, 240_000)
})
