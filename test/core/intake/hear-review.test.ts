import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hearReview, openReview } from '../../../src/core/intake/hear-review.ts'
import type { PlanDraft } from '../../../src/core/intake/plan-draft.ts'
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
  const hear = (heard: ReviewHeard): string => {
    const review = reviewOf(draft, turn.decisions, board)
    turn = hearReview(review, turn.talk, heard, ground)
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
    expect(talk.say('4')).toContain('Mục 1: hạn là 06 tháng một lần (trước đó: định kỳ, chưa nêu chu kỳ).')
    expect(talk.say('2')).toContain('Mục 2 (nhiệm vụ)')
    expect(talk.say('3')).toContain('Hạn của mục 2?')
    expect(talk.say('quý III')).toContain('hạn mới đọc là “quý III/2026”')
    expect(talk.say('đúng')).toContain('Mục 2: hạn là quý III/2026 (trước đó: hết ngày 19/3/2026).')
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
    expect(talk.press(sure)).toContain('Nút này thuộc câu hỏi đã qua')
    expect(talk.items().every(({ reading }) => reading === 'hết ngày 19/3/2026')).toBe(true)
    expect(talk.press('item:i1')).toContain('Mục 1 (nhiệm vụ)')
    expect(talk.press('item:i99')).toContain('Nút này thuộc câu hỏi đã qua')
    expect(talk.press('page:NaN')).toContain('Các mục')
  })
})

/** Eighty items: three unclear by their Unit, one by its interval, the rest sure. */
const eighty = draftOf(
  Array.from({ length: 80 }, (_, n) => {
    const id = `i${n + 1}`
    if (n % 20 === 5 && n < 60) return item(id, { units: ['Tổ giúp việc'] })
    return n === 70
      ? noInterval(id)
      : item(id, { kind: n % 9 === 0 ? 'report' : 'task', to: n % 9 === 0 ? ['Sở Nội vụ'] : [] })
  }),
  {
    indicators: Array.from({ length: 15 }, (_, n) => ({
      ...{ quote: `đạt trên ${n}%`, at: { start: n, end: n + 1 }, name: `Tỷ lệ thứ ${n + 1}` },
      ...{ op: '>' as const, value: n, unit: '%', due: null },
    })),
  },
)

describe('a clerk with eighty items', () => {
  it('is through with a handful of presses: the unclear ones first, alike ones at once, the sure ones in one', () => {
    const talk = reviewer(eighty, telegram)
    expect(talk.press('waiting')).toContain('Mục 1 (nhiệm vụ)')
    expect(talk.press('units:i6')).toContain('Giao mục 1 cho đơn vị nào?')
    expect(talk.say('VP')).toContain('Còn 2 mục khác cũng ghi “Tổ giúp việc”: 2, 3. Giao cả cho Văn phòng?')
    const sure = talk.turn().replies[0]?.choices?.[0]?.value.slice('review:7:'.length) ?? ''
    expect(talk.press(sure)).toMatch(/Mục 2, 3: giao Văn phòng\. Đã xem 3\/80 mục □{10}\.[\s\S]*Mục 4 \(nhiệm vụ\)/)
    expect(talk.press('every:i71=quarter')).toContain('Đã xem 4/80 mục')
    expect(talk.turn().replies[0]?.choices?.[0]?.label).toBe('Giữ 76 mục đã rõ')
    expect(talk.press('keep-sure')).toMatch(/Đã giữ 76 mục\.\nĐã xem 80\/80 mục ■{10}\. 15 chỉ tiêu chưa xem\./)
    expect(talk.press('activate')).toBe('')
    expect(talk.turn().wish).toEqual({ kind: 'prepare' })
    expect(talk.press('undo')).toContain('Đã hoàn tác: giữ 76 mục.')
    expect(talk.press('undo')).toContain('Đã hoàn tác: hạn của mục 4')
    expect(talk.press('undo')).toContain('Đã hoàn tác: 2 thay đổi làm cùng lúc.')
  })

  it('may give everything that has no Unit to one, and steps on from item to item', () => {
    const talk = reviewer(eighty, zalo)
    talk.say('0')
    expect(talk.say('3')).toContain('Giao mục 1, 2, 3 cho đơn vị nào?')
    expect(talk.say('1')).toContain('Mục 1, 2, 3: giao Văn phòng.')
    expect(talk.say('5')).toContain('Chu kỳ của mục 4?')
    talk.say('3')
    expect(talk.say('tiếp tục')).toContain('Mục 5 (')
    expect(talk.say('7')).toMatch(/Các mục 1–|Mục 6/)
  })

  it('sees targets page by page, and every message fits', () => {
    for (const ground of [zalo, telegram]) {
      const talk = reviewer(eighty, ground)
      const seen: number[] = []
      talk.say('chỉ tiêu')
      for (let page = 0; page < 10; page += 1) {
        const text = talk.turn().replies[0]?.text ?? ''
        expect(text.length).toBeLessThanOrEqual(ground.form.textLimit)
        seen.push(...[...text.matchAll(/^C(\d+)\./gm)].map(([, number]) => Number(number)))
        if (talk.turn().talk.next === 1) break
        talk.say('tiếp')
      }
      expect(seen).toEqual(Array.from({ length: 15 }, (_, n) => n + 1))
    }
  })
})

describe('a question that takes any words', () => {
  it('takes a wording that begins like a command for the wording, and a command for a command', () => {
    const talk = reviewer(draftOf([item('i1'), item('i2')]), zalo)
    for (const words of ['Thêm 3 camera giám sát', 'Giao 2 đơn vị thực hiện', 'Tên miền của cơ quan', 'Số hóa hồ sơ']) {
      talk.say('1 nội dung')
      talk.say(words)
      expect(talk.items()[0]?.what).toBe(words)
    }
    talk.say('1 nội dung')
    expect(talk.say('bỏ 2')).toContain('Đã bỏ mục 2.')
    expect(talk.items()[0]?.what).toBe('Số hóa hồ sơ')
  })

  it('about Units of one item leaves another alone that is named with it', () => {
    const talk = reviewer(draftOf([item('i1', { units: [] }), item('i2')]), zalo)
    talk.say('1 giao')
    talk.say('2 P. QLĐT')
    expect(talk.items().map(({ lead }) => lead)).toEqual([[], ['dau-tu']])
  })
})

describe('a head that was read wrongly', () => {
  it('is put right part by part; what is none changes nothing', () => {
    const talk = reviewer(draftOf([item('i1')]), zalo)
    talk.say('phần đầu')
    talk.say('1')
    expect(talk.say('hai mươi hai')).toContain('Tôi chưa đọc được số, ký hiệu')
    expect(talk.say('22a/KH-BQLKKT')).toContain('Số, ký hiệu: 22a/KH-BQLKKT (trước đó: 21/KH-BQLKKT).')
    expect(talk.say('2')).toContain('Ngày ban hành? Đang là: 15/01/2026.')
    expect(talk.say('31/2/2026')).toContain('Tôi chưa đọc được ngày ban hành')
    expect(talk.say('trống')).toContain('Ngày ban hành: để trống (trước đó: 15/01/2026).')
    expect(talk.say('hoàn tác')).toContain('Đã hoàn tác: ngày ban hành (lại là 15/01/2026).')
    expect(talk.say('thời gian 2026')).toContain('không có gì thay đổi')
    expect(talk.turn().decisions).toEqual([{ kind: 'number', number: '22a/KH-BQLKKT' }])
  })

  it('is asked for when nothing else is missing', () => {
    const blank = draftOf([item('i1')])
    const talk = reviewer({ ...blank, plan: { ...blank.plan, title: null } }, zalo)
    expect(talk.say('kích hoạt')).toContain('tên kế hoạch')
    expect(talk.say('Thực hiện dân chủ ở cơ sở năm 2026')).toContain('Tên kế hoạch: Thực hiện dân chủ')
    talk.say('kích hoạt')
    expect(talk.turn().wish).toEqual({ kind: 'prepare' })
  })
})

describe('whatever is said or pressed', () => {
  const said = fc.constantFrom(
    ...[
      '1',
      '2',
      '3',
      '5',
      '6',
      '9',
      '0',
      'tiếp',
      'tiếp tục',
      'giữ hết',
      'bỏ 1',
      'giữ 2-3',
      '1 hạn 30/6',
      '2 VP',
      'C1',
    ],
    ...[
      'ít nhất 90%',
      'chỉ tiêu',
      'phần đầu',
      'thêm Văn phòng họp trước ngày 30/6',
      'hoàn tác',
      'đúng',
      'xin chào',
      '🙂',
    ],
    ...['để sau', 'huỷ nhập', 'kích hoạt', 'giao hết', 'trống', '1 loại báo cáo', 'số 3/KH-VP', 'x'.repeat(1500)],
  )
  it('is answered, stays within the channel, and taking everything back gives the first reading', () => {
    const draft = draftOf([noInterval('i1'), item('i2', { units: ['Tổ giúp việc'] }), item('i3')], {
      indicators: eighty.indicators.slice(0, 2),
    })
    fc.assert(
      fc.property(fc.array(said, { maxLength: 14 }), (texts) => {
        const talk = reviewer(draft, zalo)
        for (const text of texts) {
          talk.say(text)
          const { replies, wish } = talk.turn()
          expect(replies.length > 0 || wish !== null).toBe(true)
          for (const reply of replies) expect(reply.text.length).toBeLessThanOrEqual(zalo.form.textLimit)
        }
        for (let count = talk.turn().decisions.length; count > 0; count -= 1) talk.press('undo')
        expect(talk.items()).toEqual(reviewOf(draft, [], board).items)
      }),
      { numRuns: 40 },
    )
  })
})
