import { expect, it } from 'vitest'
import { World } from '../world.ts'

const open = (now: string): Promise<World> => World.open({ now, plans: ['config/plans/gia-lai-2023.yaml'] })
const last = async (world: World, person: string): Promise<string> => (await world.heard(person)).at(-1) ?? ''
const say = async (world: World, person: string, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await world.say(person, text)
}
const press = async (world: World, person: string, ...labels: readonly string[]): Promise<void> => {
  for (const label of labels) await world.press(person, label)
}

it('quotes what a leader has typed to return a report that another leader approves meanwhile', async () => {
  await using world = await open('2023-05-05T09:30+07:00')
  await world.say('truong-ban', '/tonghop')
  await world.press('truong-ban', 'Kết quả')
  for (const leader of ['truong-ban', 'pho-truong-ban']) await world.say(leader, '/baocao')
  await world.press('truong-ban', 'Trả lại')
  await world.press('pho-truong-ban', 'Duyệt')
  await world.say('truong-ban', 'Bổ sung số liệu đối thoại doanh nghiệp.')
  const told = await last(world, 'truong-ban')
  expect(told).toContain('đã được duyệt')
  expect(told).toContain('Nội dung anh/chị đã gõ (chưa được ghi):\nBổ sung số liệu đối thoại doanh nghiệp.')
})

it('asks only for the day again when a report cannot have been issued on the day that was typed', async () => {
  await using world = await open('2023-05-05T09:30+07:00')
  await world.say('truong-ban', '/tonghop')
  await world.press('truong-ban', 'Kết quả')
  await world.say('truong-ban', '/baocao')
  await world.press('truong-ban', 'Duyệt')
  await world.press('chanh-van-phong', 'Đã phát hành')
  await say(world, 'chanh-van-phong', '05/BC-BQLKKT', '9/6/2023', 'lưu')
  const said = await world.heard('chanh-van-phong')
  expect(said.at(-1)).toContain('Ngày ban hành (ví dụ')
  await say(world, 'chanh-van-phong', '5/5/2023')
  expect(await last(world, 'chanh-van-phong')).toContain('05/BC-BQLKKT')
  await world.say('chanh-van-phong', 'lưu')
  const [report] = await world.running.store.read((records) => records.reports())
  expect([report?.status, report?.issuedOn]).toEqual(['issued', '2023-05-05'])
})

it('quotes every text of an opinion that comes too late', async () => {
  await using world = await open('2023-04-24T10:00+07:00')
  await world.say('cv-dau-tu', '/vuongmac')
  await press(world, 'cv-dau-tu', 'Gặp gỡ', 'Vướng mắc')
  await say(world, 'cv-dau-tu', 'Doanh nghiệp chưa có mặt bằng.', 'xong')
  await press(world, 'cv-dau-tu', 'Lãnh đạo Ban', 'Không có')
  await world.say('cv-dau-tu', 'lưu')
  for (const leader of ['truong-ban', 'pho-truong-ban']) await world.say(leader, '/choykien')
  for (const leader of ['truong-ban', 'pho-truong-ban']) {
    await world.press(leader, 'Cho ý kiến')
    await say(world, leader, `Ý kiến của ${leader}.`, 'có', '20/5')
  }
  await world.say('truong-ban', 'lưu')
  await world.say('pho-truong-ban', 'lưu')
  const told = await last(world, 'pho-truong-ban')
  expect(told).toContain('Đã có ý kiến của Trưởng ban')
  expect(told).toContain('– Ý kiến: Ý kiến của pho-truong-ban.')
  expect(told).toContain('– Hạn: 20/5/2023')
})

it('names what a report was compiled from: answers by their ids, what was raised by itself by its own', async () => {
  await using world = await open('2023-04-24T10:00+07:00')
  await world.say('cv-dau-tu', '/vuongmac')
  await press(world, 'cv-dau-tu', 'Gặp gỡ', 'Vướng mắc')
  await say(world, 'cv-dau-tu', 'Doanh nghiệp chưa có mặt bằng.', 'xong')
  await press(world, 'cv-dau-tu', 'Lãnh đạo Ban', 'Không có')
  await world.say('cv-dau-tu', 'lưu')
  await say(world, 'pho-bi-thu-doan', '1', 'đã hoàn thành', 'Đã phổ biến 03 buổi.', 'xong', 'không có', 'lưu')
  await world.say('truong-ban', '/tonghop')
  await world.press('truong-ban', 'Kết quả')
  const { reports, answers, concerns, audit } = await world.running.store.read(async (records) => ({
    reports: await records.reports(),
    answers: await records.newestAnswers(),
    concerns: await records.openConcerns(),
    audit: await records.recentAudit({ limit: 50 }),
  }))
  expect(reports[0]?.sources).toEqual([
    { asked: reports[0]?.occurrenceId, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { answerId: answers[0]?.id, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { raised: concerns[0]?.id, kind: 'obstacle', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
  const compiled = audit.find(({ action }) => action === 'report.compiled')
  expect(compiled?.detail).toMatchObject({ answers: 1, raised: 1, assessments: 0 })
})

it('gives back a long text whole, with the names of attached files, and thanks for nothing', async () => {
  await using world = await open('2023-04-24T08:00+07:00')
  await world.say('quan-tri', '/thaythe')
  await press(world, 'quan-tri', 'Cử người thay', 'Chuyên viên Phòng Quy hoạch', 'Văn thư', 'Hôm nay')
  await world.unread()
  await world.say('van-thu', '/viec')
  await world.press('van-thu', 'Kết quả những việc được giao')
  const parts = ['Đã thẩm định hồ sơ. ', 'Đã cấp phép xây dựng. '].map((text) => text.repeat(150).trim())
  await say(world, 'van-thu', 'đã hoàn thành', ...parts, 'xong')
  await world.sendFile('van-thu', 'Biên bản.txt', new TextEncoder().encode('Biên bản họp.'))
  await world.say('van-thu', 'xong')
  await world.passTo('2023-04-25T08:00+07:00')
  await world.unread()
  await world.say('van-thu', 'lưu')
  const said = await world.heard('van-thu')
  expect(said).toHaveLength(1)
  expect(said[0]).toContain(parts.join('\n'))
  expect(said[0]).toContain('Biên bản.txt')
  expect(said[0]).not.toContain('Đã ghi nhận')
  const audit = await world.running.store.read((records) => records.recentAudit({ limit: 50 }))
  expect(JSON.stringify(audit)).not.toContain('Đã cấp phép')
})

it('does not repeat a message to many with a secrecy stamp to somebody who may not send it any more', async () => {
  await using world = await open('2023-04-24T08:00+07:00')
  await world.say('quan-tri', '/thaythe')
  await press(world, 'quan-tri', 'Cử người thay', 'Trưởng ban', 'Chánh Văn phòng', 'Hôm nay')
  await world.say('chanh-van-phong', '/thongbao')
  await press(world, 'chanh-van-phong', 'Mọi người')
  await world.passTo('2023-04-25T08:00+07:00')
  await world.unread()
  await world.say('chanh-van-phong', 'TUYỆT MẬT\nHọp lúc 14 giờ.')
  expect((await world.heard('chanh-van-phong')).join('\n')).not.toContain('Họp lúc 14 giờ.')
})

it('leaves only one conversation standing when something that was begun is taken up again', async () => {
  await using world = await open('2023-04-24T08:00+07:00')
  await world.say('cv-dau-tu', '/vuongmac')
  await press(world, 'cv-dau-tu', 'Gặp gỡ', 'Vướng mắc')
  await say(world, 'cv-dau-tu', 'Thiếu mặt bằng.', 'để sau')
  await world.say('cv-dau-tu', '/viec')
  await world.press('cv-dau-tu', 'Kết quả')
  await world.say('cv-dau-tu', '/viec')
  await world.press('cv-dau-tu', 'Viết tiếp')
  const begun = await world.running.store.read((records) => records.openSessionsOf(['cv-dau-tu']))
  expect(begun.map(({ status, state }) => [status, state.flow])).toEqual([['active', 'vuong-mac']])
  await say(world, 'cv-dau-tu', 'Thiếu cả điện.', 'xong')
  expect(await last(world, 'cv-dau-tu')).not.toContain('Tình trạng hiện nay')
})
