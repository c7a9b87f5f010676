import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseAnswer } from '../../../src/app/conversation/answer-body.ts'
import { advance, repeatPrompt, startFlow } from '../../../src/core/flow/advance.ts'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import type { Facts, FlowState, Heard, Turn, Value } from '../../../src/core/flow/session.ts'

const read = (path: string): string => readFileSync(new URL(`../../../flows/${path}`, import.meta.url), 'utf8')
const flow = readFlow(read('tien-do.yaml'), 'tien-do.yaml').value
if (flow === undefined) throw new Error('flows/tien-do.yaml cannot be read')
const sample = parse(read('samples/tien-do.facts.yaml')) as Facts
const now = 1_686_532_200_000

/** What people send, sensible and not; `press` is a button of the newest question by its place. */
type Act = { readonly press: number } | { readonly heard: Heard }

const words = fc.constantFrom(
  ...[
    'xong',
    'lui',
    'để sau',
    'Sửa',
    'luu',
    '1',
    '2',
    '3',
    '4',
    '85,5',
    '95/100',
    '120/100',
    '-3',
    'chưa có',
    'bỏ qua',
  ],
  ...['Đang làm tốt việc này.', 'x'.repeat(2500), 'z'.repeat(16_000), '{{title}}', '\u0000', '\ud800', ''],
)
const text: fc.Arbitrary<Heard> = fc
  .oneof({ weight: 4, arbitrary: words }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) })
  .map((said) => ({ kind: 'text', text: said }))
const button: fc.Arbitrary<Heard> = fc
  .oneof(
    fc
      .tuple(fc.nat(20), fc.constantFrom('done', 'end', 'skip', 'save', 'back', 'figures/hai-long', '__proto__'))
      .map(([n, name]) => `${n}:${name}`),
    fc.string(),
  )
  .map((value) => ({ kind: 'choice', value }))
const file: fc.Arbitrary<Heard> = fc
  .tuple(fc.nat(40), fc.constantFrom('', 'xong', 'Ảnh hội nghị', '2'))
  .map(([n, caption]) => ({
    kind: 'file',
    file: { sha256: n.toString(16).padStart(64, '0'), name: `anh-${n}.jpg`, mime: 'image/jpeg', size: n },
    caption,
  }))
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.nat(9).map((press) => ({ press })) },
  { weight: 4, arbitrary: text.map((heard) => ({ heard })) },
  { weight: 1, arbitrary: button.map((heard) => ({ heard })) },
  { weight: 1, arbitrary: file.map((heard) => ({ heard })) },
)

const facts = fc.constantFrom(sample, { ...sample, previous: null }, { ...sample, indicators: [], previous: null }, {})
const earlier = fc.constantFrom(undefined, {
  state: 'doing',
  percent: 40,
  text: 'Đang làm.',
  figures: [{ indicatorId: 'mo-hinh', value: 2 }],
  obstacle: null,
  recommendation: null,
  evidence: [],
} as { readonly [block: string]: Value })

const heardOf = (turn: Turn, one: Act): Heard => {
  if ('heard' in one) return one.heard
  const choices = turn.replies.findLast((reply) => reply.choices !== undefined)?.choices ?? []
  return { kind: 'choice', value: choices[one.press % Math.max(1, choices.length)]?.value ?? '' }
}

const copy = (state: FlowState): FlowState => JSON.parse(JSON.stringify(state))

describe('any conversation', () => {
  it('goes on without throwing, and a state that was written down and read again behaves the same', () => {
    fc.assert(
      fc.property(facts, earlier, fc.array(act, { maxLength: 40 }), (told, values, acts) => {
        let turn = startFlow(flow, told, now, values)
        for (const one of acts) {
          const heard = heardOf(turn, one)
          const next = advance(flow, turn.state, heard, now)
          expect(copy(turn.state)).toEqual(turn.state)
          expect(advance(flow, copy(turn.state), heard, now)).toEqual(next)
          expect(repeatPrompt(flow, next.state, now).state).toEqual(next.state)
          turn = next
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never loses an answer except by answering the same question anew, nor a file except by dropping files', () => {
    fc.assert(
      fc.property(facts, earlier, fc.array(act, { maxLength: 40 }), (told, values, acts) => {
        let turn = startFlow(flow, told, now, values)
        for (const one of acts) {
          const before = turn.state
          turn = advance(flow, before, heardOf(turn, one), now)
          const after = turn.state
          for (const [block, value] of Object.entries(before.values)) {
            if (block === before.at) continue
            if (block !== 'evidence') expect(JSON.stringify(after.values[block])).toBe(JSON.stringify(value))
            else expect((after.values[block] as Value[]).slice(0, (value as Value[]).length)).toEqual(value)
          }
          if (!turn.understood) expect(after.values).toEqual(before.values)
          // Parts of a text stay until they have become its value.
          const parts = before.memory.parts as string[]
          if (before.at !== null && parts.length > 0 && after.at !== before.at)
            expect(after.values[before.at]).toBe(parts.join('\n'))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('wishes for a file where it asks for evidence, and with no other question', () => {
    fc.assert(
      fc.property(facts, earlier, fc.array(act, { maxLength: 40 }), (told, values, acts) => {
        let turn = startFlow(flow, told, now, values)
        for (const one of acts) {
          turn = advance(flow, turn.state, heardOf(turn, one), now)
          const asked = repeatPrompt(flow, turn.state, now).replies
          const wishes = asked.filter((reply) => reply.wantsFile === 'evidence').length
          expect(wishes).toBe(turn.state.at === 'evidence' ? 1 : 0)
          if (wishes === 0) expect(turn.replies.some((reply) => reply.wantsFile !== undefined)).toBe(false)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('says something unless it is collecting, and saves only what the product accepts', () => {
    fc.assert(
      fc.property(
        facts.filter((told) => told !== undefined && 'title' in told),
        earlier,
        fc.array(act, { maxLength: 40 }),
        (told, values, acts) => {
          let turn = startFlow(flow, told, now, values)
          for (const one of acts) {
            const heard = heardOf(turn, one)
            const before = turn
            turn = advance(flow, before.state, heard, now)
            const quiet =
              heard.kind === 'file' ||
              before.state.at === 'text' ||
              before.state.at === 'obstacle' ||
              before.state.at === 'recommendation'
            if (!quiet || !turn.understood) expect(turn.replies.length).toBeGreaterThan(0)
            for (const effect of turn.effects) expect(parseAnswer(effect.values)).toEqual(effect.values)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reaches the end by pressing first buttons and writing where there are none', () => {
    let turn = startFlow(flow, sample, now)
    for (let k = 0; k < 20 && turn.state.at !== null; k += 1) {
      const choices = turn.replies.at(-1)?.choices
      turn = advance(
        flow,
        turn.state,
        choices ? { kind: 'choice', value: choices[0]?.value ?? '' } : { kind: 'text', text: 'Đã họp.' },
        now,
      )
    }
    expect(turn.state.at).toBeNull()
    expect(turn.effects).toHaveLength(1)
  })
})
