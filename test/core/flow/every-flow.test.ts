import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { advance, repeatPrompt, startFlow } from '../../../src/core/flow/advance.ts'
import type { Flow } from '../../../src/core/flow/flow.ts'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import type { Effect, Facts, FlowState, Heard, Turn, Value } from '../../../src/core/flow/session.ts'
import { sensible } from './sensible-answer.ts'

const folder = new URL('../../../flows/', import.meta.url)
const now = 1_686_532_200_000
const ids = readdirSync(folder).flatMap((name) => (name.endsWith('.yaml') ? [name.replace('.yaml', '')] : []))

const flows = ids.map((id) => {
  const read = readFlow(readFileSync(new URL(`${id}.yaml`, folder), 'utf8'), `flows/${id}.yaml`)
  if (read.value === undefined) throw new Error(`flows/${id}.yaml: ${JSON.stringify(read.issues)}`)
  const facts = parse(readFileSync(new URL(`samples/${id}.facts.yaml`, folder), 'utf8')) as Facts
  return { id, flow: read.value, facts }
})

/** Turns of all conversations together. */
const turnsInAll = 10_000
const turnsEach = 25
const runs = Math.ceil(turnsInAll / turnsEach / flows.length)

/** Kept as a database keeps it. */
const stored = (state: FlowState): FlowState => JSON.parse(JSON.stringify(state)) as FlowState

type Act = { readonly press: number } | { readonly stale: number } | { readonly heard: Heard } | 'sensible'

const typed = fc.oneof(
  fc.constantFrom(
    ...[
      '1',
      '2',
      '3',
      '12',
      '0',
      '85,5 %',
      '1.234',
      '95/100',
      '120/100',
      '-3',
      '120, 80, 30, 10',
      '1 1 2',
      '120 80 30',
    ],
    ...['12 000 30', '1e9', '999999999999999999', 'một trăm hai mươi', 'chưa có', 'năm tư', '10 12 tấn', '20/5/2023'],
    ...['xong', 'lui', 'để sau', 'Sửa', 'luu', 'Đúng', 'bỏ qua', 'không', 'xoá 1', 'sửa 1: Mục mới', 'xoá 99', 'hết'],
    ...[
      '/viec',
      '/huy',
      'hủy',
      '/trogiup',
      '/start',
      '👍',
      '🙏🙏',
      '',
      ' ',
      '\n',
      '\u0000\u0007',
      '\ud800',
      '{{title}}',
    ],
    ...['Tổ chức đối thoại'.normalize('NFD'), '- Một\n- Hai\n- Ba', '__proto__', 'constructor', 'hôm nay'],
    'Đã tổ chức 02 hội nghị, 120 lượt người tham dự.',
    'x'.repeat(2_500),
    'Đơn vị đã thực hiện. '.repeat(1_430),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer().map(String),
)
const file: fc.Arbitrary<Heard> = fc
  .tuple(fc.nat(40), fc.constantFrom('', 'xong', 'Ảnh hội nghị', '2'))
  .map(([n, caption]) => ({
    kind: 'file',
    file: { sha256: n.toString(16).padStart(64, '0'), name: `anh-${n}.jpg`, mime: 'image/jpeg', size: n },
    caption,
  }))
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Act>('sensible') },
  { weight: 3, arbitrary: fc.nat(9).map((press): Act => ({ press })) },
  { weight: 4, arbitrary: typed.map((text): Act => ({ heard: { kind: 'text', text } })) },
  { weight: 1, arbitrary: fc.nat(9).map((stale): Act => ({ stale })) },
  { weight: 1, arbitrary: fc.string().map((value): Act => ({ heard: { kind: 'choice', value } })) },
  { weight: 1, arbitrary: file.map((heard): Act => ({ heard })) },
)

const choicesIn = (turn: Turn) => turn.replies.findLast((reply) => reply.choices !== undefined)?.choices ?? []

/** Every text and number in a value. */
function leaves(value: Value): readonly (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(leaves)
}

/** Goes on as somebody would who only wants to get done; fails when that leads nowhere. */
function walkToTheEnd(flow: Flow, from: FlowState): void {
  let turn = repeatPrompt(flow, from, now)
  for (let k = 0; k < 200 && turn.state.at !== null; k += 1) {
    turn = advance(
      flow,
      turn.state,
      sensible(flow, turn.state, choicesIn(repeatPrompt(flow, turn.state, now)), now),
      now,
    )
  }
  expect(turn.state.at, `${flow.id} does not end`).toBeNull()
}

/** As `expect(…).toEqual`, which is slow when ten thousand turns are compared. */
function expectSame(actual: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(actual, wanted)) expect(actual).toStrictEqual(wanted)
}

/** What was accepted at other questions than the one that stands is there still, or has just been saved. */
function expectNothingLost(before: FlowState, turn: Turn): void {
  for (const [block, value] of Object.entries(before.values)) {
    if (block === before.at || block === `${before.at}.remark`) continue
    const after = turn.state.values[block]
    if (Array.isArray(value) && Array.isArray(after)) expectSame(after.slice(0, value.length), value)
    else expectSame(after, value)
  }
  if (!turn.understood) expectSame(turn.state.values, before.values)
}

/** A text that is being written and a figure that is asked back are kept, also when the person goes elsewhere. */
function expectDraftKept(before: FlowState, turn: Turn): void {
  const { at } = before
  if (at === null || turn.state.at === at) return
  const parts = before.memory.parts as readonly string[]
  if (parts.length > 0) expect(turn.state.values[at]).toBe(parts.join('\n'))
}

function play(id: string, flow: Flow, facts: Facts, acts: readonly Act[]): number {
  let turn = startFlow(flow, facts, now)
  let old = choicesIn(turn)
  let turns = 0
  for (const one of acts) {
    const state = stored(turn.state)
    expectSame(state, turn.state)
    const offered = choicesIn(repeatPrompt(flow, state, now))
    const heard = heardOf(flow, state, one, offered, old)
    if (one !== 'sensible' && 'stale' in one) old = offered
    const next = advance(flow, state, heard, now)
    turns += 1
    expectNothingLost(state, next)
    expectDraftKept(state, next)
    if (!next.understood && next.replies.length === 0) expect([id, state.at, heard]).toBe('answered')
    turn = next
    if (turn.state.at === null) {
      turn = startFlow(flow, facts, now)
      continue
    }
    const left = advance(flow, turn.state, { kind: 'text', text: turns % 2 === 0 ? '/huy' : 'hủy' }, now)
    if (left.left !== true) expect([id, turn.state.at, left.replies]).toBe('left')
    expectSame(left.state, turn.state)
    if (!left.replies.some(({ text }) => text.includes('được giữ lại'))) expect(left.replies).toBe('kept')
  }
  walkToTheEnd(flow, turn.state)
  return turns
}

function heardOf(
  flow: Flow,
  state: FlowState,
  one: Act,
  offered: Turn['replies'][0]['choices'],
  old: typeof offered,
): Heard {
  if (one === 'sensible') return sensible(flow, state, offered ?? [], now)
  if ('heard' in one) return one.heard
  const list = ('press' in one ? offered : old) ?? []
  const index = 'press' in one ? one.press : one.stale
  return { kind: 'choice', value: list[index % Math.max(1, list.length)]?.value ?? '' }
}

describe('every flow that ships', () => {
  let turns = 0

  it.each(flows)(
    '$id: whatever is sent, nothing is lost, there is always a way on, and leaving always works',
    ({ id, flow, facts }) => {
      fc.assert(
        fc.property(fc.array(act, { minLength: turnsEach, maxLength: turnsEach, size: 'max' }), (acts) => {
          turns += play(id, flow, facts, acts)
        }),
        { numRuns: runs },
      )
    },
  )

  it.each(flows)('$id: sensible answers save, and what was saved says what was given', ({ flow, facts }) => {
    let turn = startFlow(flow, facts, now)
    const effects: Effect[] = []
    for (let k = 0; k < 200 && turn.state.at !== null; k += 1) {
      turn = advance(
        flow,
        stored(turn.state),
        sensible(flow, turn.state, choicesIn(repeatPrompt(flow, turn.state, now)), now),
        now,
      )
      expect(turn.understood).toBe(true)
      effects.push(...turn.effects)
    }
    expect(effects.length).toBeGreaterThan(0)
    const saved = effects.flatMap((effect) => leaves(effect.values as Value))
    const said = Object.entries(turn.state.values).filter(([name]) => flow.blocks[name]?.kind === 'open')
    for (const [, value] of said) if (typeof value === 'string') expect(saved).toContain(value)
  })

  it('takes ten thousand turns in all', () => {
    expect(turns).toBeGreaterThanOrEqual(turnsInAll)
  })
})
