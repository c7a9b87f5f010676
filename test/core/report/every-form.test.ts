import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseAnswer } from '../../../src/app/conversation/answer-body.ts'
import { advance, repeatPrompt, startFlow } from '../../../src/core/flow/advance.ts'
import { blockOf } from '../../../src/core/flow/collected.ts'
import type { Flow } from '../../../src/core/flow/flow.ts'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import type { Facts, Heard, Turn, Value } from '../../../src/core/flow/session.ts'
import type { DutyKind } from '../../../src/core/plan/plan.ts'
import { compileReport } from '../../../src/core/report/compile-report.ts'
import { filledBy } from '../../../src/core/report/filled.ts'
import { answerOfForm } from '../../../src/core/report/form-answer.ts'
import { formDocuments } from '../../../src/core/report/form-documents.ts'
import { linesOf } from '../../../src/core/report/report.ts'
import { sensible } from '../flow/sensible-answer.ts'
import { board, halfYear, halfYearInput } from './gia-lai.ts'

const folder = new URL('../../../flows/', import.meta.url)
const now = Date.UTC(2023, 5, 12, 1, 10)

const forms = readdirSync(folder).flatMap((name) => {
  if (!name.endsWith('.yaml')) return []
  const id = name.replace('.yaml', '')
  const flow = readFlow(readFileSync(new URL(name, folder), 'utf8'), name).value
  if (flow === undefined) throw new Error(`${name} cannot be read`)
  const isForm = Object.values(flow.blocks).some((block) => block.kind === 'save' && block.effect === 'form')
  const facts = parse(readFileSync(new URL(`samples/${id}.facts.yaml`, folder), 'utf8')) as Facts
  return isForm ? [{ id, flow, facts }] : []
})

/** What is pressed, and the words that are typed where words are asked for. */
interface Way {
  readonly presses: readonly number[]
  readonly words: readonly string[]
}

const way: fc.Arbitrary<Way> = fc.record({
  presses: fc.array(fc.nat(20), { minLength: 60, maxLength: 60 }),
  words: fc.array(fc.constantFrom('quy trình', 'bảo đảm, đúng hạn', 'số 12/QĐ-BQLKKT', '<b>&amp;', '2 + 3 = 5'), {
    minLength: 5,
    maxLength: 5,
  }),
})

const choicesIn = (turn: Turn) => turn.replies.findLast((reply) => reply.choices !== undefined)?.choices ?? []

/** Fills a form in: presses this and that, and types a text of its own wherever one is asked for. */
function filledIn(flow: Flow, facts: Facts, { presses, words }: Way) {
  const typed: { readonly at: string; readonly text: string }[] = []
  let turn = startFlow(flow, facts, now)
  for (let step = 0; step < 200; step += 1) {
    const { at } = turn.state
    if (at === null) return { typed, turn }
    const block = blockOf(flow, at)
    const choices = choicesIn(repeatPrompt(flow, turn.state, now))
    const usual = sensible(flow, turn.state, choices, now)
    const press = choices[(presses[step] ?? 0) % Math.max(1, choices.length)]?.value
    let heard: Heard = usual
    const asksForWords = (block?.kind === 'open' && block.expect === undefined) || block?.kind === 'list'
    if (asksForWords && usual.kind === 'text' && usual.text !== 'xong') {
      const text = `Ý thứ ${typed.length + 1} về ${words[typed.length % words.length]}`
      const told = advance(flow, turn.state, { kind: 'text', text }, now)
      // Some questions want a year or a number among their words.
      if (told.understood) {
        typed.push({ at, text })
        turn = told
        continue
      }
    } else if (block?.kind === 'select_one' && press !== undefined) heard = { kind: 'choice', value: press }
    turn = advance(flow, turn.state, heard, now)
    expect(turn.understood, `${flow.id} ${at} ${JSON.stringify(heard)}`).toBe(true)
  }
  throw new Error(`${flow.id} does not end`)
}

/** Forms in which a Unit gives its part of a report: the kinds of report, and the questions it is not about. */
const reports: {
  readonly [form: string]: { readonly kinds: readonly DutyKind[]; readonly leavesOut: readonly string[] }
} = {
  'bao-cao-don-vi': { kinds: ['half-year', 'year', 'periodic', 'ad-hoc'], leavesOut: [] },
  'so-tong-ket': { kinds: ['interim'], leavesOut: [] },
  // The year stands there in figures alone; a report on achievements is a document of its own.
  'dang-ky-mo-hinh': { kinds: ['registration'], leavesOut: ['year'] },
  'de-nghi-khen-thuong': { kinds: ['nomination'], leavesOut: ['profile', 'rewards'] },
}
const [first] = halfYearInput.contributions
if (first === undefined) throw new Error('no contribution')
const occurrence = { ...first.occurrence, unitId: 'dau-tu', stage: 'contribution' as const }

const flat = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ')

describe('every form', () => {
  it.each(forms)('$id: each text that is typed is saved, stands in its Word file and is taken as an answer', (form) => {
    const { id, flow, facts } = form
    fc.assert(
      fc.property(way, (any) => {
        const { typed, turn } = filledIn(flow, facts, any)
        const values = turn.effects[0]?.values as { readonly [name: string]: Value }
        const filled = filledBy(flow, values)
        const saved = JSON.stringify(values)
        const unit = { id: 'dau-tu', name: 'Phòng Quản lý Đầu tư' }
        const input = { flow: id, board, unit, personName: 'Chuyên viên', on: '2023-06-12', title: 'Phiếu', filled }
        const documents = formDocuments(flow, input, 1)
        const text = flat(documents.flatMap(({ document }) => linesOf(document)).join('\n'))
        for (const one of typed) {
          expect(saved).toContain(JSON.stringify(one.text).slice(1, -1))
          expect(text, saved).toContain(one.text)
        }
        const answers = reports[id]
        if (answers === undefined) return
        const body = parseAnswer(answerOfForm(id, values, filled, ''))
        expect(body, saved).toBeDefined()
        if (body === undefined) return
        const contributions = [{ occurrence, answer: { revision: 1, personName: '', body, late: false } }]
        for (const kind of answers.kinds) {
          const duty = { ...halfYear, kind }
          const report = flat(linesOf(compileReport({ ...halfYearInput, duty, contributions })).join('\n'))
          for (const one of typed)
            if (!answers.leavesOut.includes(one.at)) expect(report, `${kind}: ${saved}`).toContain(one.text)
        }
      }),
      { numRuns: 6 },
    )
  })
})
