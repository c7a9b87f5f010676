import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { heldConversation, replacedNames } from '../../src/app/conversation/held-conversations.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { replay, writeConversation } from '../../src/core/flow/conversation.ts'
import { readFlow } from '../../src/core/flow/read-flow.ts'
import { withoutNames } from '../../src/core/flow/retell.ts'
import { World } from '../world.ts'

const clerk = 'cv-dau-tu'

const opened = () =>
  World.open({ now: '2023-04-19T08:00+07:00', plans: ['config/plans/gia-lai-2023.yaml'], can: { buttons: false } })

const officeOf = async () => {
  const { value } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (!value) throw new Error('the sample cannot be read')
  return value
}

const newestOf = (world: World) =>
  world.running.store.read(async (records) => {
    const [held] = await records.heldSessions(clerk, 1)
    if (!held) throw new Error(`${clerk} has held no conversation`)
    return heldConversation(records, await officeOf(), held)
  })

it('is kept as it was held, without names, and plays again word for word', async () => {
  await using world = await opened()
  await world.passTo('2023-04-24T10:00+07:00')
  const say = async (...texts: string[]) => {
    for (const text of texts) await world.say(clerk, text)
  }
  await say(
    '/viec',
    '1',
    'dang thuc hien',
    '60',
    'Phòng Quản lý Đầu tư đã họp, liên hệ 0913 123 456 hoặc a.b@kkt.gov.vn.',
  )
  await say('/huy', '/viec', '1')
  await world.handIn(clerk, 'Danh sách Chuyên viên Phòng Quản lý Đầu tư.csv', 'a,b')
  await say('xong', 'xong', 'luu')
  await world.unread()
  const told = await newestOf(world)
  if (!('kept' in told)) throw new Error(told.why)
  const { kept } = told
  const text = writeConversation(kept)
  for (const { name } of replacedNames((await officeOf()).board)) expect(text).not.toContain(name)
  expect(text).toContain('đã họp, liên hệ 0900 000 000 hoặc thu@vi-du.vn.')
  expect(text).not.toContain('Danh sách')
  expect(kept.turns.some((line) => 'effect' in line && line.effect === 'answer')).toBe(true)
  const flow = readFlow(readFileSync('flows/tien-do.yaml', 'utf8'), 'tien-do.yaml').value
  if (!flow) throw new Error('the flow cannot be read')
  expect(replay(flow, kept)).toEqual(kept.turns)
})

it('is not kept when it does not lead to where the conversation stands', async () => {
  await using world = await opened()
  await world.passTo('2023-04-24T10:00+07:00')
  for (const text of ['/viec', '1', 'đang thực hiện']) await world.say(clerk, text)
  await world.unread()
  await world.running.store.write(async (records) => {
    const session = await records.activeSession(clerk)
    if (!session) throw new Error('nothing is open')
    await records.updateSession(session.id, { state: { ...session.state, values: { state: 'done' } } })
  })
  expect(await newestOf(world)).toEqual({ why: 'not-the-same' })
})

it('replaces the longest name first and leaves words that are none', () => {
  const names = [
    { name: 'VP', by: 'Đơn vị 1' },
    { name: 'Phòng Đầu tư', by: 'Đơn vị 2' },
    { name: 'Trưởng Phòng Đầu tư', by: 'Cán bộ 1' },
  ]
  expect(withoutNames('Trưởng Phòng Đầu tư gửi VP ngày 20/4/2023, số 0123.', names)).toBe(
    'Cán bộ 1 gửi Đơn vị 1 ngày 20/4/2023, số 0123.',
  )
})
