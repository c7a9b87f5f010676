import { expect, it } from 'vitest'
import { replacedNames } from '../../src/app/conversation/held-conversations.ts'
import { type DaysWanted, heldDays, namelessIn, writeHeldDays } from '../../src/app/conversation/held-days.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { type Form, officeConversationIn, playOfficeConversation } from '../office-conversation.ts'
import { World } from '../world.ts'

const clerk = 'cv-dau-tu'
const plans = ['config/plans/gia-lai-2023.yaml']

const officeOf = async () => {
  const { value } = await readConfiguration({ plans })
  if (!value) throw new Error('the sample cannot be read')
  return value
}

const daysOf = (world: World, days: DaysWanted, person = clerk) =>
  world.running.store.read(async (records) => heldDays(records, await officeOf(), person, days))

/** Two days of a clerk: reminders, commands, buttons, numbers, texts with names, a file. */
async function twoDays(form: Form): Promise<World> {
  const world = await World.open({ now: '2023-04-19T08:00+07:00', plans, can: { buttons: form === 'buttons' } })
  const choose = async (label: string) =>
    form === 'buttons' ? world.press(clerk, label) : world.say(clerk, String(await world.numberOf(clerk, label)))
  await world.passTo('2023-04-24T10:00+07:00')
  await world.say(clerk, '/giahan')
  await choose('Gặp gỡ')
  await world.say(clerk, 'thu sau tuan sau')
  await world.say(clerk, 'Trưởng phòng Quản lý Đầu tư đi họp ở Gia Lai; hỏi lại 0913 123 456 hoặc a.b@kkt.gov.vn.')
  await choose('Lưu')
  await world.passTo('2023-04-25T09:00+07:00')
  await world.say(clerk, '/nhac Phòng Đầu tư')
  await world.say(clerk, '/viec')
  await world.say(clerk, '2')
  await world.say(clerk, 'đang thực hiện')
  await world.say(clerk, '60')
  await world.say(clerk, 'Phòng Quy hoạch - Xây dựng đã gửi số liệu.')
  await world.handIn(clerk, 'Danh sách của Văn thư.txt', 'Nguyễn Văn A')
  await world.handIn(clerk, 'Biên bản.pdf', '%PDF-1.4 biên bản')
  await world.say(clerk, 'nho phong dau tu xem')
  await world.say(clerk, '/huy')
  await world.unread()
  return world
}

it.each(['buttons', 'numbers'] as const)(
  'keeps two days of commands, buttons and numbers without names, and the sample office plays them word for word (%s)',
  async (form) => {
    await using world = await twoDays(form)
    const told = await daysOf(world, { from: '2023-04-24', to: '2023-04-25' })
    if (!('kept' in told)) throw new Error(told.why)
    const text = writeHeldDays(told.kept)
    for (const { name } of replacedNames((await officeOf()).board)) expect(text).not.toContain(name)
    for (const left of ['gia-lai', 'cv-dau-tu', '0913', 'kkt.gov.vn', 'Danh sách']) expect(text).not.toContain(left)
    expect(text).toContain('Cán bộ 7 đi họp ở Địa phương; hỏi lại 0900 000 000 hoặc thu@vi-du.vn.')
    expect(text).toContain('can-bo-8: /nhac Đơn vị 2')
    expect(told.kept).toMatchObject({ opened: '2023-04-19T08:00+07:00', plans: ['dia-phuong-2023'] })
    expect(text).toContain('can-bo-8: nho Đơn vị 2 xem')
    expect(text).toContain('file: tep.txt')
    const kept = officeConversationIn(text, 'two days.yaml')
    const played = await playOfficeConversation(kept, form)
    // Of what others were told the file says nothing.
    const own = played.filter((line) => !('to' in line) || line.to === 'can-bo-8')
    expect(own).toEqual(kept.turns)
    expect(own.filter((line) => 'bot' in line).length).toBeGreaterThan(10)
  },
)

it('keeps the day that was asked for, or the last one on which the person wrote', async () => {
  await using world = await twoDays('numbers')
  await world.passTo('2023-04-27T12:00+07:00')
  await world.unread()
  const last = await daysOf(world, 'last')
  expect(last).toEqual(await daysOf(world, { from: '2023-04-25', to: '2023-04-25' }))
  if (!('kept' in last)) throw new Error(last.why)
  expect(last.kept.title).toBe('can-bo-8 ngày 25/4/2023')
  expect(writeHeldDays(last.kept)).not.toContain('/giahan')
  expect(await daysOf(world, { from: '2023-04-01', to: '2023-04-02' })).toEqual({ why: 'nothing' })
  expect(await daysOf(world, 'last', 'van-thu')).toEqual({ why: 'nothing' })
})

it('keeps nothing of an erased text but that it was there', async () => {
  await using world = await twoDays('buttons')
  await world.running.store.write(async (records) => {
    await records.eraseChats(clerk, world.now)
  })
  const told = await daysOf(world, { from: '2023-04-24', to: '2023-04-25' })
  if (!('kept' in told)) throw new Error(told.why)
  expect(writeHeldDays(told.kept)).not.toContain('Cán bộ 7 đi họp')
  expect(told.kept.turns).toContainEqual({ 'can-bo-8': '(đã xóa)' })
})

it('takes names away also where a button or an invitation shows them', async () => {
  const { board } = await officeOf()
  const nameless = namelessIn(board, ['Đơn của bà Lan.pdf'])
  expect(nameless.text('Nhắc Phòng Quy hoạch - Xây…')).toBe('Nhắc Đơn vị 4…')
  expect(nameless.text('Nhắc Phòng Quản lý Doanh nghiệp và…')).toBe('Nhắc Đơn vị 3…')
  expect(nameless.text('Đã nhận “Đơn của bà Lan.pdf”, mã ABCDE-FGH23.')).toBe('Đã nhận “tep.pdf”, mã …-….')
  expect(nameless.text('Gặp gỡ, đối thoại với doanh…')).toBe('Gặp gỡ, đối thoại với doanh…')
  expect(nameless.text('PHÒNG QUẢN LÝ ĐẦU TƯ, trưởng phòng quản lý đầu tư, phong quan ly dau tu')).toBe(
    'Đơn vị 2, Cán bộ 7, Đơn vị 2',
  )
  expect(nameless.text('từng công đoạn, cần chi bổ sung')).toBe('từng công đoạn, cần chi bổ sung')
  expect(nameless.plan('ke-hoach-gia-lai-2023')).toBe('ke-hoach-dia-phuong-2023')
})
