import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldVietnamese } from '../../../src/core/fold.ts'
import { type ReviewCommand, readCommand } from '../../../src/core/intake/read-command.ts'
import { readPeriod } from '../../../src/core/intake/read-period.ts'
import { unitsTyped } from '../../../src/core/intake/units-typed.ts'
import { board } from '../reminder/office.ts'

const typed: readonly (readonly [string, ReviewCommand | undefined])[] = [
  ['4', { kind: 'number', number: 4 }],
  ['mục 4', { kind: 'number', number: 4 }],
  ['xem 4', { kind: 'show', number: 4 }],
  ['giữ hết', { kind: 'keep-all' }],
  ['giữ 2', { kind: 'keep', numbers: [2] }],
  ['2 giữ', { kind: 'keep', numbers: [2] }],
  ['giữ 1, 2 và 3', { kind: 'keep', numbers: [1, 2, 3] }],
  ['bỏ 3', { kind: 'drop', numbers: [3] }],
  ['3 bỏ', { kind: 'drop', numbers: [3] }],
  ['bỏ 3, 5 và 7', { kind: 'drop', numbers: [3, 5, 7] }],
  ['5 hạn 30/6', { kind: 'due', number: 5, words: '30/6' }],
  ['sửa hạn 5: 30/6', { kind: 'due', number: 5, words: '30/6' }],
  ['5 sửa hạn', { kind: 'due', number: 5, words: '' }],
  ['4 giao VP', { kind: 'units', numbers: [4], words: 'VP' }],
  ['giao đơn vị 4', { kind: 'units', numbers: [4], words: '' }],
  ['4 VP, P. QLĐT', { kind: 'about', number: 4, words: 'VP, P. QLĐT' }],
  ['4 hằng quý', { kind: 'about', number: 4, words: 'hằng quý' }],
  ['6 chu kỳ hằng tháng', { kind: 'every', number: 6, words: 'hằng tháng' }],
  ['hoàn tác', { kind: 'undo' }],
  ['thêm', { kind: 'add', what: '' }],
  ['thêm Rà soát quy chế', { kind: 'add', what: 'Rà soát quy chế' }],
  ['để sau', { kind: 'park' }],
  ['huỷ nhập', { kind: 'drop-draft' }],
  ['hủy nhập', { kind: 'drop-draft' }],
  ['kích hoạt!', { kind: 'activate' }],
  ['tiếp', { kind: 'more' }],
  ['danh sách', { kind: 'list' }],
  ['thay', { kind: 'replaces' }],
  ['tên Kế hoạch dân chủ', { kind: 'title', title: 'Kế hoạch dân chủ' }],
  ['tên kế hoạch: Dân chủ ở cơ sở', { kind: 'title', title: 'Dân chủ ở cơ sở' }],
  ['thời gian 2026', { kind: 'period', words: '2026' }],
  ['giữ 5-8, 12', { kind: 'keep', numbers: [5, 6, 7, 8, 12] }],
  ['bỏ 5 đến 7', { kind: 'drop', numbers: [5, 6, 7] }],
  ['3, 5-7 bỏ', { kind: 'drop', numbers: [3, 5, 6, 7] }],
  ['giữ mục rõ', { kind: 'keep-sure' }],
  ['giao 4, 9 VP', { kind: 'units', numbers: [4, 9], words: 'VP' }],
  ['giao 4, 9 và 12: VP, P. QLĐT', { kind: 'units', numbers: [4, 9, 12], words: 'VP, P. QLĐT' }],
  ['4, 9 P. QLĐT', { kind: 'units', numbers: [4, 9], words: 'P. QLĐT' }],
  ['5 nội dung Rà soát quy chế', { kind: 'what', number: 5, words: 'Rà soát quy chế' }],
  ['sửa nội dung 5: Rà soát quy chế', { kind: 'what', number: 5, words: 'Rà soát quy chế' }],
  ['5 loại báo cáo', { kind: 'kind', number: 5, words: 'báo cáo' }],
  ['5 gửi Sở Nội vụ', { kind: 'to', number: 5, words: 'Sở Nội vụ' }],
  ['5 nơi nhận', { kind: 'to', number: 5, words: '' }],
  ['C2', { kind: 'indicator', number: 2, words: '' }],
  ['c2 ít nhất 90 %', { kind: 'indicator', number: 2, words: 'ít nhất 90 %' }],
  ['chỉ tiêu 2', { kind: 'indicator', number: 2, words: '' }],
  ['bỏ C3', { kind: 'drop-indicators', numbers: [3] }],
  ['bỏ c3, c4 và 5', { kind: 'drop-indicators', numbers: [3, 4, 5] }],
  ['C3 bỏ', { kind: 'drop-indicators', numbers: [3] }],
  ['giữ chỉ tiêu 1', { kind: 'keep-indicators', numbers: [1] }],
  ['chỉ tiêu', { kind: 'indicators' }],
  ['thêm chỉ tiêu', { kind: 'add-indicator', what: '' }],
  ['thêm chỉ tiêu Tỷ lệ đúng hạn 95%', { kind: 'add-indicator', what: 'Tỷ lệ đúng hạn 95%' }],
  ['số 21/KH-BQLKKT', { kind: 'doc-number', words: '21/KH-BQLKKT' }],
  ['ngày ban hành 15/01/2026', { kind: 'issued-on', words: '15/01/2026' }],
  ['cơ quan ban hành: Ban Quản lý', { kind: 'issuer', words: 'Ban Quản lý' }],
  ['phần đầu', { kind: 'head' }],
  ['0', { kind: 'menu' }],
  ['tiếp tục', { kind: 'continue' }],
  ['số 5', undefined],
  ['3 4', undefined],
  ['bỏ', undefined],
  ['bỏ mục nào cũng được', undefined],
  ['xin chào', undefined],
  ['', undefined],
]

describe('what is typed at a review', () => {
  it.each(typed)('“%s” is read', (text, command) => {
    expect(readCommand(text)).toEqual(command)
  })

  it('is read the same in capitals of the keyboard, with spaces around, and decomposed', () => {
    for (const [text, command] of typed) {
      expect(readCommand(`  ${text}  `)).toEqual(command)
      expect(readCommand(text.normalize('NFD'))).toEqual(command)
    }
  })

  it('is read the same without accents, save for the words that it carries', () => {
    for (const [text, command] of typed) expect(readCommand(foldVietnamese(text))?.kind).toBe(command?.kind)
  })

  it('never fails, however long or odd, and names numbers that can be some item’s', () => {
    const words = typed.flatMap(([text]) => text.split(' '))
    const mixed = fc
      .array(fc.constantFrom(...words, '0', '-', ',', '5-', '7-5', '1-999', '9'.repeat(30)), { maxLength: 8 })
      .map((some) => some.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), mixed), (text) => {
        const read = readCommand(text)
        if (read === undefined || !('numbers' in read)) return
        expect(read.numbers.length).toBeGreaterThan(0)
        for (const number of read.numbers) expect(Number.isSafeInteger(number) && number >= 0).toBe(true)
      }),
    )
    expect(readCommand('bỏ 1'.repeat(5000))).toBeUndefined()
  })

  it.each(['giữ 7-5', 'bỏ 3, 7-5', '7-5 bỏ', 'bỏ c4-2', '4, 9-7 VP'])(
    '“%s” names a stretch that runs backwards: nothing',
    (text) => {
      expect(readCommand(text)).toBeUndefined()
    },
  )

  it('may name coordinating Units behind the lead', () => {
    expect(unitsTyped('VP; phối hợp: Công đoàn, Đoàn TN', board)).toEqual({
      lead: ['van-phong'],
      coordinating: ['cong-doan', 'doan-thanh-nien'],
      unknown: [],
    })
    expect(unitsTyped('VP', board).coordinating).toBeNull()
  })
})

describe('a period that is typed', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['năm 2026', '2026-01-01', '2026-12-31'],
    ['2026-2030', '2026-01-01', '2030-12-31'],
    ['giai đoạn 2026 – 2030', '2026-01-01', '2030-12-31'],
    ['01/3/2026 - 31/12/2026', '2026-03-01', '2026-12-31'],
    ['từ 01/3/2026 đến 30/4/2026', '2026-03-01', '2026-04-30'],
  ])('“%s” is %s to %s', (text, from, to) => {
    expect(readPeriod(text)).toEqual({ from, to })
  })

  it.each(['', '26', '2030-2026', '31/2/2026 - 31/12/2026', '31/12/2026 - 01/3/2026', 'sớm'])(
    '“%s” is none',
    (text) => {
      expect(readPeriod(text)).toBeUndefined()
    },
  )
})
