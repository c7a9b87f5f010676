import { describe, expect, it } from 'vitest'
import { hearReview, openReview } from '../../../src/core/intake/hear-review.ts'
import type { PlanDraft } from '../../../src/core/intake/plan-draft.ts'
import { readDueWords } from '../../../src/core/intake/read-due-words.ts'
import { reviewOf } from '../../../src/core/intake/review-draft.ts'
import type { ReviewHeard, ReviewTurn } from '../../../src/core/intake/review-exchange.ts'
import { newTalk } from '../../../src/core/intake/review-talk.ts'
import type { ReviewGround } from '../../../src/core/intake/show-review.ts'
import { board } from '../reminder/office.ts'
import { draftOf, item, noInterval } from './drafts.ts'

const groundOf = (form: ReviewGround['form']): ReviewGround => ({
  id: 7,
  board,
  form,
  file: { name: 'kh.docx', pages: 3, scan: false, confidence: null },
  text: '',
  replaces: null,
})
const zalo = groundOf({ buttons: false, textLimit: 2000 })
const telegram = groundOf({ buttons: true, textLimit: 4096 })

/** One review in the making: what is said goes in, the newest turn comes out. */
function reviewer(draft: PlanDraft, ground: ReviewGround) {
  let turn: ReviewTurn = openReview(reviewOf(draft, [], board), newTalk, ground)
  const context = { period: draft.plan.period, issuedOn: draft.plan.issuedOn, schoolYear: null }
  const hear = (heard: ReviewHeard): string => {
    const review = reviewOf(draft, turn.decisions, board)
    turn = hearReview(review, turn.talk, heard, ground, (words) => readDueWords(words, context)?.rule)
    return turn.replies.map(({ text }) => text).join('\n')
  }
  return {
    turn: () => turn,
    say: (text: string) => hear({ kind: 'text', text }),
    press: (verb: string) => hear({ kind: 'press', verb }),
    items: () => reviewOf(draft, turn.decisions, board).items,
  }
}

const many = draftOf(
  Array.from({ length: 90 }, (_, n) => item(`i${n + 1}`, { what: `Nội dung công việc dài ${'rất '.repeat(40)}${n}` })),
)

describe('the list of a long plan', () => {
  it.each([zalo, telegram])('comes in pages that the channel can carry, every item once', (ground) => {
    const talk = reviewer(many, ground)
    const seen: number[] = []
    for (let page = 0; page < 40; page += 1) {
      const [reply] = talk.turn().replies
      const text = reply?.text ?? ''
      expect(text.length).toBeLessThanOrEqual(ground.form.textLimit)
      seen.push(...[...text.matchAll(/^(\d+)\. \[/gm)].map(([, number]) => Number(number)))
      if (talk.turn().talk.next === 1) break
      talk.say('tiếp')
    }
    expect(seen).toEqual(Array.from({ length: 90 }, (_, n) => n + 1))
  })

  it('has a button for each item of the page and for what can be done, and none without buttons', () => {
    const [shown] = reviewer(many, telegram).turn().replies
    const labels = shown?.choices?.map(({ label }) => label) ?? []
    expect(labels).toContain('Mục 1')
    expect(labels).toContain('Xem tiếp')
    expect(shown?.choices?.every(({ value }) => value.startsWith('review:7:'))).toBe(true)
    expect(reviewer(many, zalo).turn().replies[0]?.choices).toBeUndefined()
  })
})

describe('a review without buttons', () => {
  const draft = draftOf([noInterval('i1', { units: ['Công đoàn'] }), item('i2')])

  it('takes the numbers of an item’s lines, the question’s lines and the items', () => {
    const talk = reviewer(draft, zalo)
    expect(talk.say('1')).toContain('5. Nêu chu kỳ')
    expect(talk.say('5')).toContain('4. 06 tháng một lần')
    expect(talk.say('4')).toContain('Mục 1: hạn là 06 tháng một lần.')
    expect(talk.say('2')).toContain('Mục 2 (nhiệm vụ)')
    expect(talk.say('3')).toContain('Hạn của mục 2?')
    expect(talk.say('quý III')).toContain('hạn mới đọc là “quý III/2026”')
    expect(talk.say('đúng')).toContain('Mục 2: hạn là quý III/2026.')
    expect(talk.items().map(({ reading }) => reading)).toEqual(['06 tháng một lần', 'quý III/2026'])
  })

  it('asks for the interval at once when an item without one is kept', () => {
    const talk = reviewer(draft, zalo)
    expect(talk.say('giữ 1')).toContain('Chu kỳ của mục 1?')
    expect(talk.say('hàng tháng')).toMatch(/hằng tháng/)
  })

  it('takes a date of a year that does not exist in the calendar for no date', () => {
    const talk = reviewer(draft, zalo)
    expect(talk.say('2 hạn 31/2/2026')).toContain('chưa đọc được thời hạn')
    expect(talk.items()[1]?.reading).toBe('hết ngày 19/3/2026')
  })

  it('undoes one change after the other, and then says that there is none', () => {
    const talk = reviewer(draft, zalo)
    talk.say('bỏ 1')
    talk.say('bỏ 2')
    expect(talk.say('hoàn tác')).toContain('Đã hoàn tác')
    expect(talk.items().map(({ state }) => state)).toEqual(['dropped', 'open'])
    talk.say('hoàn tác')
    expect(talk.say('hoàn tác')).toContain('Chưa có thay đổi nào')
  })

  it('wishes to prepare only what lacks nothing, to park, and to drop only what was confirmed', () => {
    const talk = reviewer(draft, zalo)
    expect(talk.say('kích hoạt')).toContain('còn thiếu')
    expect(talk.turn().wish).toBeNull()
    talk.say('1 hằng quý')
    talk.say('1')
    talk.say('kích hoạt')
    expect(talk.turn().wish).toEqual({ kind: 'prepare' })
    talk.say('huỷ nhập')
    expect(talk.turn().wish).toBeNull()
    talk.say('2')
    expect(talk.turn().wish).toBeNull()
    talk.say('huỷ nhập')
    talk.say('1')
    expect(talk.turn()).toMatchObject({ wish: { kind: 'drop' }, talk: { open: false } })
    talk.say('để sau')
    expect(talk.turn().wish).toEqual({ kind: 'park' })
  })
})

describe('a button of an earlier question', () => {
  it('of a confirmation does nothing; of an item it still opens that item', () => {
    const talk = reviewer(draftOf([item('i1'), item('i2')]), telegram)
    talk.say('1 hạn 30/6')
    const sure = talk.turn().replies[0]?.choices?.[0]?.value.slice('review:7:'.length) ?? ''
    talk.say('2 hạn 30/9')
    expect(talk.press(sure)).toContain('Tôi chưa hiểu')
    expect(talk.items().every(({ reading }) => reading === 'hết ngày 19/3/2026')).toBe(true)
    expect(talk.press('item:i1')).toContain('Mục 1 (nhiệm vụ)')
    expect(talk.press('item:i99')).toContain('Tôi chưa hiểu')
    expect(talk.press('page:NaN')).toContain('Các mục')
  })
})
