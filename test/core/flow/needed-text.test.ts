import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, startFlow } from '../../../src/core/flow/advance.ts'
import type { Flow } from '../../../src/core/flow/flow.ts'
import type { FlowState } from '../../../src/core/flow/session.ts'
import { sentences } from '../../../src/text/vi-flow.ts'

const now = Date.UTC(2023, 3, 24)
const flow = (many: boolean): Flow => ({
  ...{ id: 'mot-cau', version: 1, facts: {}, given: {}, start: 'what' },
  blocks: {
    what: { kind: 'open', many, limit: 500, prompt: 'Nội dung?', next: 'save' },
    save: { kind: 'save', effect: 'instruction', prompt: '', values: { what: [{ value: 'what' }] } },
  },
})
const begun = (many: boolean): FlowState => startFlow(flow(many), {}, now).state
const hear = (many: boolean, state: FlowState, text: string) => advance(flow(many), state, { kind: 'text', text }, now)

describe('a text that is needed', () => {
  it('is not “bỏ qua” or “lưu” alone: the answer says what can be done, and nothing is kept', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.constantFrom(
          'bỏ qua',
          'Bỏ qua.',
          'BO QUA',
          '/boqua',
          'lưu',
          'Lưu',
          'luu!',
          '/luu',
          '“Bỏ qua”',
          'bỏ qua nhé',
          'bo qua ạ…',
          'LƯU.',
        ),
        (many, word) => {
          const state = begun(many)
          const turn = hear(many, state, word)
          expect(turn.understood).toBe(false)
          expect(turn.effects).toEqual([])
          expect(turn.state.values).toEqual({})
          expect(turn.state.halfWritten).toBe(false)
          expect(turn.replies[0]?.text.startsWith(sentences.textNeeded)).toBe(true)
        },
      ),
    )
  })

  it('may begin with those words, and after a first part they are a part as any other', () => {
    for (const text of ['Bỏ qua bước 3, làm lại bước 4.', 'Lưu hồ sơ tại Văn phòng.', 'không', 'chưa có'])
      expect(hear(false, begun(false), text).effects).toEqual([
        { kind: 'save', name: 'instruction', values: { what: text } },
      ])
    const part = hear(true, begun(true), 'Các bước thực hiện:').state
    const more = hear(true, part, 'bỏ qua').state
    expect(hear(true, more, 'xong').effects[0]?.values).toEqual({ what: 'Các bước thực hiện:\nbỏ qua' })
  })

  it('can still be left for later', () => {
    for (const word of ['để sau', 'Để sau.', 'DE SAU NHÉ', '“để sau”'])
      expect(hear(false, begun(false), word).left).toBe(true)
  })
})
