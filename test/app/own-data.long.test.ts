import { expect, it } from 'vitest'
import { World } from '../world.ts'

it('counts and copies messages that the person sent to many, and deadlines that the person moved', async () => {
  await using world = await World.open({ now: '2023-04-25T09:00+07:00', plans: ['config/plans/gia-lai-2023.yaml'] })
  await world.say('quan-tri', '/han')
  await world.press('quan-tri', 'Cải cách hành chính')
  for (const text of ['4/5/2023', '215/UBND-NC', '24/4/2023', 'lưu']) await world.say('quan-tri', text)
  await world.say('quan-tri', '/thongbao')
  await world.press('quan-tri', 'Theo vai trò')
  await world.press('quan-tri', 'Trưởng các đơn vị')
  await world.say('quan-tri', 'Đề nghị các phòng kiểm tra lại đầu mối.')
  await world.press('quan-tri', 'Gửi')
  await world.say('quan-tri', '/dulieucuatoi')
  const text = (await world.heard('quan-tri')).join('\n')
  expect(text.toLowerCase()).toContain('hạn đã dời theo văn bản: 1')
  expect(text.toLowerCase()).toContain('thông báo đã gửi: 1')
  expect(text.toLowerCase()).not.toContain('quyết định về gia hạn')
  const { acts } = await world.running.store.read((records) => records.ownData('quan-tri'))
  expect(acts.map(({ kind, day }) => [kind, day])).toEqual([
    ['deadline-moved', '2023-05-04'],
    ['broadcast', null],
  ])
  expect(acts[0]?.text).toContain('215/UBND-NC')
  expect(acts[1]?.text).toContain('Đề nghị các phòng kiểm tra lại đầu mối.')
  // Somebody else's are not among them.
  expect((await world.running.store.read((records) => records.ownData('truong-ban'))).acts).toEqual([])
})

it('erases what was written and not sent, and keeps what was sent and moved', async () => {
  await using world = await World.open({ now: '2023-04-25T09:00+07:00', plans: ['config/plans/gia-lai-2023.yaml'] })
  await world.say('quan-tri', '/thongbao')
  await world.press('quan-tri', 'Theo vai trò')
  await world.press('quan-tri', 'Trưởng các đơn vị')
  await world.say('quan-tri', 'Đã gửi đi.')
  await world.press('quan-tri', 'Gửi')
  await world.say('quan-tri', '/thongbao')
  await world.press('quan-tri', 'Theo vai trò')
  await world.press('quan-tri', 'Trưởng các đơn vị')
  await world.say('quan-tri', 'Chưa gửi đi.')
  await world.say('quan-tri', '/han')
  await world.press('quan-tri', 'Cải cách hành chính')
  for (const text of ['26/4/2023', '215/UBND-NC', '24/4/2023', 'lưu']) await world.say('quan-tri', text)
  const facts = async () =>
    world.running.store.read(async (records) => [
      (await records.fact('broadcast-draft:quan-tri')) ?? '',
      (await records.fact('deadline-move:quan-tri')) ?? '',
    ])
  expect((await facts()).join('\n')).toContain('Chưa gửi đi.')
  expect((await facts()).join('\n')).toContain('215/UBND-NC')
  await world.say('quan-tri', '/xoadulieu')
  await world.press('quan-tri', 'Xóa dữ liệu')
  expect(await facts()).toEqual(['', ''])
  const { acts } = await world.running.store.read((records) => records.ownData('quan-tri'))
  expect(acts.map(({ kind, text }) => [kind, text.includes('Đã gửi đi.')])).toEqual([['broadcast', true]])
})
