import { describe, expect, it } from 'vitest'
import { World } from '../world.ts'
import { economy, matter, plans } from './first-morning.ts'

const publicUrl = 'https://dunghan.example'
const clerk = 'cv-dau-tu'

describe('a person’s calendar link', () => {
  const linkOf = async (world: World, typed: string, person = clerk): Promise<string> => {
    await world.unread()
    await world.say(person, typed)
    const text = (await world.heard(person)).join('\n')
    const path = new RegExp(`${publicUrl}(/calendar/[\\w-]{43}\\.ics)`).exec(text)?.[1]
    if (path === undefined) throw new Error(`no calendar link in:\n${text}`)
    return `http://127.0.0.1:${world.running.port}${path}`
  }
  const open = (now = '2023-04-24T09:00'): Promise<World> => World.open({ now, plans, config: { publicUrl } })
  const unfold = (ics: string): string => ics.replaceAll('\r\n ', '')

  it('gives the Unit’s deadlines as all-day events with stable ids, and follows what becomes of them', async () => {
    await using world = await open()
    const at = await linkOf(world, '/lich')
    const got = await fetch(at)
    expect(got.status).toBe(200)
    expect(got.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(got.headers.get('cache-control')).toBe('private, max-age=600')
    const first = unfold(await got.text())
    expect(first).toContain('BEGIN:VCALENDAR\r\n')
    expect(first).toContain('DTSTART;VALUE=DATE:20230427')
    expect(first).toContain('SUMMARY:[Hạn] Gặp gỡ\\, đối thoại với doanh nghiệp')
    // Another Unit's work and its reports are not in it.
    expect(first).not.toContain('Cải cách hành chính')
    expect(first).not.toContain('[Hạn] Báo cáo')
    const uids = (ics: string): readonly string[] => [...ics.matchAll(/UID:(\S+)/g)].map(([, uid]) => uid ?? '')
    expect(new Set(uids(first)).size).toBe(uids(first).length)

    const id = await matter(world, 'dau-tu', economy)
    await world.say(clerk, 'ket qua nhung viec duoc giao')
    for (const text of ['da hoan thanh', 'Đã góp phần.', 'xong', 'khong co', 'luu']) await world.say(clerk, text)
    const second = unfold(await (await fetch(at)).text())
    expect(second).toContain('SUMMARY:[Đã trả lời] Kết quả những việc được giao')
    expect(uids(second)).toEqual(uids(first))

    await world.running.store.write((records) =>
      records.setStanding({
        occurrenceId: id,
        status: 'cancelled',
        answeredAt: null,
        answeredBy: null,
        extendedTo: null,
      }),
    )
    const third = unfold(await (await fetch(at)).text())
    expect(third).toMatch(/SUMMARY:\[Không còn\] Kết quả[\s\S]*?STATUS:CANCELLED/)
    expect(uids(third)).toEqual(uids(first))
    await world.unread()
  })

  it('is not taken again while nothing has changed', async () => {
    await using world = await open()
    const at = await linkOf(world, '/lich')
    const etag = (await fetch(at)).headers.get('etag') ?? ''
    expect((await fetch(at, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    expect(await linkOf(world, '/lich')).toBe(at)
    await world.unread()
  })

  it('ends with “/lich moi”, with the person’s last account, and opens nothing by another token', async () => {
    await using world = await open()
    const at = await linkOf(world, '/lich')
    const next = await linkOf(world, '/lich mới')
    expect(next).not.toBe(at)
    expect((await fetch(at)).status).toBe(404)
    expect((await fetch(next)).status).toBe(200)
    const root = `http://127.0.0.1:${world.running.port}/calendar`
    for (const path of [`${'A'.repeat(43)}.ics`, 'x.ics', `${'A'.repeat(43)}`])
      expect((await fetch(`${root}/${path}`, { redirect: 'manual' })).status).not.toBe(200)
    const kept = await world.running.store.read((records) => records.calendarLinkOf(clerk))
    expect(next).not.toContain(kept?.tokenHash)
    await world.running.store.write(async (records) => {
      for (const account of await records.accounts(clerk)) await records.closeAccount(account.id, world.now)
    })
    expect((await fetch(next)).status).toBe(404)
    await world.unread()
  })

  it('shows a leader the reports of the whole Board', async () => {
    await using world = await open()
    const at = await linkOf(world, '/lich', 'truong-ban')
    const ics = unfold(await (await fetch(at)).text())
    expect(ics).toContain('[Hạn] Báo cáo: Kết quả công tác dân vận chính quyền 6 tháng đầu năm 2023')
    expect(ics).not.toContain('Gặp gỡ')
    await world.unread()
  })
})
