import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseAnswer } from '../src/app/conversation/answer-body.ts'
import { chat } from '../src/cli/chat.ts'
import { advance, repeatPrompt, startFlow } from '../src/core/flow/advance.ts'
import {
  type Conversation,
  isSpoken,
  type Line,
  openConversation,
  type Playing,
  readConversation,
  replay,
  type Spoken,
  speak,
} from '../src/core/flow/conversation.ts'
import type { Flow } from '../src/core/flow/flow.ts'
import { readFlow } from '../src/core/flow/read-flow.ts'
import type { Facts, Turn, Value } from '../src/core/flow/session.ts'
import { foldVietnamese } from '../src/core/fold.ts'
import { instantAt, parseInstant } from '../src/core/time.ts'
import { english } from '../src/text/en.ts'

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const yamlFiles = (folder: string): string[] => readdirSync(root(folder)).filter((name) => name.endsWith('.yaml'))
const now = instantAt('2023-06-12', '08:10')

function flowOf(id: string): Flow {
  const read = readFlow(readFileSync(root(`flows/${id}.yaml`), 'utf8'), `flows/${id}.yaml`)
  expect(read.issues).toEqual([])
  if (read.value === undefined) throw new Error(`flows/${id}.yaml cannot be read`)
  return read.value
}

const sample = (id: string): Facts => parse(readFileSync(root(`flows/samples/${id}.facts.yaml`), 'utf8'))

function conversationOf(name: string): Conversation {
  const read = readConversation(readFileSync(root(`test/conversations/${name}`), 'utf8'), name)
  expect(read.issues).toEqual([])
  if (read.value === undefined) throw new Error(`${name} cannot be read`)
  return read.value
}

describe('flows', () => {
  it.each(yamlFiles('flows'))('%s loads without any issue and is named after its id', (name) => {
    expect(`${flowOf(name.replace('.yaml', '')).id}.yaml`).toBe(name)
  })

  it.each(yamlFiles('flows'))('%s has sample facts that name every fact, and a kept conversation', (name) => {
    const flow = flowOf(name.replace('.yaml', ''))
    expect(Object.keys(sample(flow.id)).sort()).toEqual(Object.keys(flow.facts).sort())
    expect(yamlFiles('test/conversations').map((kept) => conversationOf(kept).flow)).toContain(flow.id)
  })
})

describe('golden conversations', () => {
  it.each(yamlFiles('test/conversations'))('%s goes as it was kept, with nothing more and nothing less', (name) => {
    const kept = conversationOf(name)
    expect(replay(flowOf(kept.flow), kept)).toEqual(kept.turns)
  })

  it.each(yamlFiles('test/conversations'))('%s saves answers that the product accepts', (name) => {
    const kept = conversationOf(name)
    const effects = kept.turns.flatMap((line) => ('effect' in line ? [line] : []))
    expect(effects.length).toBeGreaterThan(0)
    for (const { effect, values } of effects) if (effect === 'answer') expect(parseAnswer(values)).toEqual(values)
  })

  it.each(yamlFiles('test/conversations'))('%s goes the same with buttons and with numbers and words only', (name) => {
    const kept = conversationOf(name)
    const told = kept.turns.filter((line) => !isSpoken(line))
    for (const form of ['buttons', 'words'] as const) expect(playedIn(form, kept)).toEqual(told)
  })

  it('notices one changed word and one message too many', () => {
    const kept = conversationOf('obstacle.yaml')
    const first = kept.turns.findIndex((line) => 'bot' in line)
    const changed = kept.turns.with(first, { bot: 'Khác.' })
    expect(replay(flowOf(kept.flow), kept)).not.toEqual(changed)
    expect(replay(flowOf(kept.flow), kept)).not.toEqual(kept.turns.slice(0, -1))
  })

  it('asks for one tap after the one that opens it when things are as before', () => {
    expect(conversationOf('as-before-in-two-taps.yaml').turns.filter(isSpoken)).toHaveLength(1)
  })
})

/** Blocks whose answers are numbers, so that a choice is named by its words. */
const figured: ReadonlySet<string> = new Set(['numeric', 'each', 'figures'])

/** What is told when the person only presses where a button serves, or only types; the state is re-read each time. */
function playedIn(form: 'buttons' | 'words', kept: Conversation): readonly Line[] {
  const flow = flowOf(kept.flow)
  const at = parseInstant(kept.now) ?? 0
  let playing = openConversation(flow, kept.facts, at, kept.values)
  for (const line of kept.turns.filter(isSpoken)) {
    const { state } = playing.turn
    const isFigured = figured.has(flow.blocks[state.at ?? '']?.kind ?? '')
    const reread = { ...playing, turn: { ...playing.turn, state: JSON.parse(JSON.stringify(state)) as typeof state } }
    const next = speak(
      flow,
      reread,
      form === 'words' ? typed(line, playing, isFigured) : pressed(line, playing, isFigured),
      at,
    )
    if (next === undefined) throw new Error(`${kept.flow}: ${JSON.stringify(line)} cannot be said`)
    playing = next
  }
  return playing.lines.filter((line) => !isSpoken(line))
}

function typed(line: Spoken, { choices }: Playing, isFigured: boolean): Spoken {
  if (!('press' in line)) return line
  return { person: isFigured ? line.press : String(choices.findIndex(({ label }) => label === line.press) + 1) }
}

function pressed(line: Spoken, { choices }: Playing, isFigured: boolean): Spoken {
  if (!('person' in line)) return line
  const number = /^\d{1,2}$/.test(line.person) && !isFigured ? Number(line.person) : 0
  const choice =
    choices[number - 1] ?? choices.find(({ label }) => foldVietnamese(label) === foldVietnamese(line.person))
  return choice === undefined ? line : { press: choice.label }
}

const say = (flow: Flow, turn: Turn, text: string): Turn => advance(flow, turn.state, { kind: 'text', text }, now)

describe('a long text', () => {
  const flow = flowOf('tien-do')
  const facts = { ...sample('tien-do'), indicators: [], previous: null }
  const sentence = 'Đơn vị đã tổ chức đối thoại, tiếp nhận và giải quyết kiến nghị của doanh nghiệp. '
  const begun = () => say(flow, startFlow(flow, facts, now), 'đã hoàn thành')

  it('of 20,000 characters over many messages is kept whole, acknowledged once', () => {
    const parts = Array.from({ length: 11 }, (_, k) => `Phần ${k + 1}. ${sentence.repeat(24)}`.trim())
    let turn = begun()
    const replies: string[] = []
    for (const part of parts) {
      turn = say(flow, turn, part)
      expect(turn.understood).toBe(true)
      replies.push(...turn.replies.map((reply) => reply.text))
    }
    expect(replies).toEqual(['Đã ghi nhận, anh/chị gửi tiếp hoặc bấm Xong.'])
    for (const text of ['Xong', 'không có', 'lưu']) turn = say(flow, turn, text)
    const answer = parseAnswer(turn.effects[0]?.values)
    expect(answer?.text).toBe(parts.join('\n'))
    expect(answer?.text.length).toBeGreaterThan(20_000)
  })

  it('beyond the limit is refused with words, and what was written before stands', () => {
    let turn = say(flow, begun(), 'a'.repeat(29_990))
    turn = say(flow, turn, 'b'.repeat(30))
    expect(turn.understood).toBe(false)
    expect(turn.replies[0]?.text).toContain('chưa được ghi')
    expect(turn.replies[0]?.choices?.map((choice) => choice.label)).toEqual(['Xong'])
    turn = say(flow, turn, 'hết')
    expect(turn.state.values.text).toBe('a'.repeat(29_990))
  })

  it('that a channel has cut does not answer the next question with its second half', () => {
    let turn = startFlow(flow, facts, now)
    for (const text of ['vướng', 'bỏ qua', 'Đang làm.', 'xong']) turn = say(flow, turn, text)
    turn = say(flow, turn, `Phần đầu ${'x'.repeat(2000)}`)
    expect(turn.state.at).toBe('obstacle')
    for (const text of ['phần cuối.', 'xong']) turn = say(flow, turn, text)
    expect(turn.state.at).toBe('recommendation')
    expect(String(turn.state.values.obstacle)).toMatch(/^Phần đầu x+\nphần cuối\.$/)
  })
})

describe('leaving and coming back', () => {
  const flow = flowOf('tien-do')

  it('says that the person left, keeps the place, and repeats the question with buttons that still work', () => {
    const first = startFlow(flow, sample('tien-do'), now)
    const left = say(flow, first, 'Huỷ')
    expect(left).toMatchObject({ left: true, understood: true, state: { at: 'state' } })
    const again = repeatPrompt(flow, left.state, now)
    expect(again.replies).toEqual(first.replies)
    const old = first.replies[0]?.choices?.[0]?.value ?? ''
    expect(advance(flow, again.state, { kind: 'choice', value: old }, now).state.values.state).toBe('done')
  })

  it('finds its place again when the block it stood at is gone', () => {
    const stood = say(flow, startFlow(flow, sample('tien-do'), now), 'đang làm').state
    const turn = advance(flow, { ...stood, at: 'no-such-block' }, { kind: 'text', text: '5' }, now)
    expect(turn).toMatchObject({ understood: false, state: { at: 'percent', values: { state: 'doing' } } })
  })

  it('knows whether something is written that is not saved', () => {
    const first = startFlow(flow, { ...sample('tien-do'), indicators: [] }, now)
    expect(first.state.halfWritten).toBe(false)
    const written = ['đã hoàn thành', 'Đã đối thoại.', 'xong', 'không có'].reduce((turn, text) => {
      const next = say(flow, turn, text)
      expect(next.state.halfWritten).toBe(true)
      return next
    }, first)
    expect(say(flow, written, 'lưu').state).toMatchObject({ halfWritten: false, at: null })
  })
})

describe('correcting an earlier answer', () => {
  const flow = flowOf('tien-do')
  const earlier: { [block: string]: Value } = {
    state: 'obstacle',
    percent: null,
    text: 'Đang làm.',
    figures: [],
    obstacle: 'Thiếu kinh phí.',
    recommendation: null,
    evidence: [],
  }

  it('goes to the confirmation at once, and saving it unchanged saves the same', () => {
    const turn = startFlow(flow, sample('tien-do'), now, earlier)
    expect(turn.state).toMatchObject({ at: 'confirm', halfWritten: false })
    expect(say(flow, turn, '1').effects).toEqual([{ kind: 'save', name: 'answer', values: earlier }])
  })

  it('asks first what the earlier answer lacks', () => {
    const turn = startFlow(flow, sample('tien-do'), now, { ...earlier, obstacle: null })
    expect(turn.state.at).toBe('obstacle')
    expect(say(flow, turn, 'Thiếu người.').state.at).toBe('confirm')
  })

  it('does not save an obstacle of a state that was corrected, and has it again when the state comes back', () => {
    let turn = startFlow(flow, sample('tien-do'), now, earlier)
    for (const text of ['sửa', 'tình trạng', 'đã hoàn thành']) turn = say(flow, turn, text)
    expect(say(flow, turn, 'lưu').effects[0]?.values).toMatchObject({ state: 'done', obstacle: null })
    for (const text of ['sửa', 'tình trạng', 'có vướng mắc']) turn = say(flow, turn, text)
    expect(turn.state.at).toBe('confirm')
    expect(say(flow, turn, 'lưu').effects[0]?.values).toEqual(earlier)
  })

  it('leaves a question that is being corrected with "back" and changes nothing', () => {
    let turn = startFlow(flow, sample('tien-do'), now, earlier)
    for (const text of ['sửa', 'nội dung', 'lui']) turn = say(flow, turn, text)
    expect(turn.state).toMatchObject({ at: 'confirm', values: { text: 'Đang làm.' } })
  })
})

describe('parseAnswer', () => {
  const good = {
    state: 'doing',
    percent: 40,
    text: 'Đang làm.',
    figures: [{ indicatorId: 'hai-long', value: 95, numerator: 95, denominator: 100 }],
    obstacle: null,
    recommendation: null,
    evidence: [
      { sha256: createHash('sha256').update('x').digest('hex'), name: 'a.pdf', mime: 'application/pdf', size: 1 },
    ],
  }

  it('takes what the flow saves', () => {
    expect(parseAnswer(good)).toEqual(good)
  })

  it.each([
    ['an unknown state', { state: 'maybe' }],
    ['more than all', { percent: 101 }],
    ['no text', { text: '' }],
    ['an obstacle without words', { state: 'obstacle' }],
    [
      'a numerator above its denominator',
      { figures: [{ indicatorId: 'a', value: 110, numerator: 11, denominator: 10 }] },
    ],
    ['half a ratio', { figures: [{ indicatorId: 'a', value: 1, numerator: 1 }] }],
    ['a figure given twice', { figures: [good.figures[0], good.figures[0]] }],
    ['a file without its hash', { evidence: [{ sha256: '', name: 'a', mime: 'a/b', size: 1 }] }],
    ['a key nobody knows', { more: 1 }],
  ])('refuses %s', (_, change) => {
    expect(parseAnswer({ ...good, ...change })).toBeUndefined()
  })
})

describe('the chat command', () => {
  const run = async (flow: string, input: string, save?: string): Promise<{ code: number; shown: string }> => {
    let shown = ''
    const output = { write: (text: string) => (shown += text) }
    const options = save === undefined ? {} : { save }
    const code = await chat(flow, { as: 'lan', ...options }, { input: Readable.from([input]), output }, english)
    return { code, shown }
  }

  it('talks over lines that are piped in, numbers the choices and shows what would be saved', async () => {
    const { code, shown } = await run('tien-do', '4\n1\n')
    expect(code).toBe(0)
    expect(shown).toContain('  4. Như kỳ trước')
    expect(shown).toContain('→ answer {"state":"same"')
  })

  it('keeps a conversation that plays again word for word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dung-han-chat-'))
    try {
      const file = join(folder, 'kept.yaml')
      const { code } = await run('tien-do', '1\nĐã họp.\n\nxong\n95/100\n2\n/tep no-such-file\nko\nluu\n', file)
      expect(code).toBe(0)
      const read = readConversation(readFileSync(file, 'utf8'), file)
      expect(read.issues).toEqual([])
      expect(read.value?.turns.some((line) => 'effect' in line)).toBe(true)
      if (read.value !== undefined) expect(replay(flowOf('tien-do'), read.value)).toEqual(read.value.turns)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it.each(['no-such-flow', '../package', 'samples/tien-do.facts'])(
    'refuses “%s” with the file it looked for',
    async (flow) => {
      const { code, shown } = await run(flow, '')
      expect(code).toBe(1)
      expect(shown).toContain(`flows/${flow}.yaml`)
    },
  )
})
