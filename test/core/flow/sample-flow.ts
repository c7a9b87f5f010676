import { advance, repeatPrompt, startFlow } from '../../../src/core/flow/advance.ts'
import type { Flow } from '../../../src/core/flow/flow.ts'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import type { Facts, Turn, Value } from '../../../src/core/flow/session.ts'

const now = 1_686_532_200_000

/** A flow with every kind that asks for several things at one question. */
export const sampleFlowText = `
id: thu
version: 1
facts:
  title: text
  before: { received: number, early: number, intime: number, late: number }
given:
  criteria:
    - { id: c1, name: Đoàn kết nội bộ }
    - { id: c2, name: Chấp hành kỷ luật }
    - { id: c3, name: Cải cách hành chính }
again: Gõ /bieumau khi muốn làm tiếp.
start: hs
blocks:
  hs:
    kind: figures
    title: Hồ sơ
    prompt: 'Số liệu hồ sơ của {{title}}.'
    fields:
      - { name: received, label: Tiếp nhận, ask: 'Tiếp nhận bao nhiêu hồ sơ?', unit: hồ sơ, whole: true }
      - { name: early, label: Trước hạn, ask: 'Trong {{values.hs.received}} hồ sơ, trả trước hạn bao nhiêu?', unit: hồ sơ, whole: true }
      - { name: intime, label: Đúng hạn, ask: 'Đúng hạn bao nhiêu?', unit: hồ sơ, whole: true }
      - { name: late, label: Trễ hạn, ask: 'Trễ hạn bao nhiêu?', unit: hồ sơ, whole: true }
    computed:
      - { name: share, label: Tỷ lệ trước và đúng hạn, of: [early, intime], over: [early, intime, late] }
    checks:
      - { sum: [early, intime, late], atMost: [received], say: 'Tổng số đã trả lớn hơn số tiếp nhận.' }
    none: Chưa có số liệu
    previous: before
    next: targets
  targets:
    kind: list
    title: Mục tiêu
    prompt: 'Các mục tiêu? Mỗi mục tiêu một tin.'
    least: 1
    most: 5
    limit: 100
    next: marks
  marks:
    kind: select_each
    title: Tiêu chí
    over: criteria
    as: criterionId
    label: name
    prompt: '{{item.name}}: tự chấm mức nào?'
    choices:
      - { name: good, label: Tốt, keywords: [tốt lắm], score: 2 }
      - { name: fair, label: Khá, score: 1 }
      - { name: poor, label: Chưa đạt, score: 0 }
    next: people
  people:
    kind: numeric
    title: Số người
    prompt: 'Bao nhiêu người tham gia?'
    previous: before.received
    likely: { max: 500 }
    unit: người
    min: 0
    skip: Không rõ
    next: confirm
  confirm:
    kind: confirm
    save: save
    prompt:
      - "Xem lại:\\n{{saved.hs}}"
      - "Mục tiêu:\\n{{saved.targets}}"
      - "Tiêu chí:\\n{{saved.marks}}"
      - 'Số người: {{saved.people}}'
  save:
    kind: save
    effect: thu
    prompt: Đã ghi.
    values:
      hs: [{ value: hs }]
      targets: [{ value: targets }]
      marks: [{ value: marks }]
      people: [{ value: people }]
      peopleRemark: [{ remark: people }]
`

const read = readFlow(sampleFlowText, 'flows/thu.yaml')
if (read.value === undefined) throw new Error(JSON.stringify(read.issues))
export const sampleFlow: Flow = read.value
export const sampleFacts: Facts = {
  title: 'Văn phòng',
  before: { received: 120, early: 80, intime: 30, late: 10 },
}

/** A conversation whose state is written down and read again between turns. */
export interface Said {
  readonly turn: Turn
  /** The newest message. */
  readonly told: string
  readonly buttons: readonly string[]
  readonly value: (block: string) => Value | undefined
  /** Types texts one after the other. */
  readonly say: (...texts: readonly string[]) => Said
  /** Presses the button with this label. */
  readonly press: (label: string) => Said
  /** Presses a button by its value. */
  readonly pressValue: (value: string) => Said
  readonly again: () => Said
}

function after(flow: Flow, turn: Turn): Said {
  const state = JSON.parse(JSON.stringify(turn.state)) as Turn['state']
  const last = turn.replies.at(-1)
  const text = (typed: string): Said => after(flow, advance(flow, state, { kind: 'text', text: typed }, now))
  const pressValue = (value: string): Said => after(flow, advance(flow, state, { kind: 'choice', value }, now))
  return {
    turn,
    told: last?.text ?? '',
    buttons: (last?.choices ?? []).map(({ label }) => label),
    value: (block) => state.values[block],
    say: (...texts) => {
      const [typed, ...more] = texts
      return typed === undefined ? after(flow, turn) : text(typed).say(...more)
    },
    press: (label) => {
      const shown = repeatPrompt(flow, state, now).replies.at(-1)?.choices ?? []
      const choice = shown.find((one) => one.label === label)
      if (choice === undefined) throw new Error(`no button ${label} among ${shown.map((one) => one.label).join(', ')}`)
      return pressValue(choice.value)
    },
    pressValue,
    again: () => after(flow, repeatPrompt(flow, state, now)),
  }
}

/** Begins the conversation; `values`: an earlier answer that is corrected. */
export const begin = (
  values?: { readonly [block: string]: Value },
  facts: Facts = sampleFacts,
  flow: Flow = sampleFlow,
): Said => after(flow, startFlow(flow, facts, now, values))

/** Goes on with a state in another version of the flow. */
export const goOnIn = (flow: Flow, said: Said): Said => after(flow, said.turn)
