import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldVietnamese } from '../../../src/core/fold.ts'
import { DAMAGED_WORDS, OFFICE_PHRASES, OTHER_SPELLINGS } from '../../../src/core/intake/office-words.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'
import { canonicalWord } from '../../../src/core/intake/spelling.ts'
import { UNACCENTED_PHRASES, UNACCENTED_WORDS } from '../../../src/core/intake/unaccented-words.ts'

const clean = (raw: string): string => readSource(raw).clean.trimEnd()

describe('one spelling', () => {
  it.each([
    ['Hoà, thuỷ, uỷ, khoá, tuỳ, hoạ', 'hòa, thủy, ủy, khóa, tùy, họa'],
    ['quí, Qúy, quì', 'quý, quý, quỳ'],
    ['tóan, lọai, hòan thành, hùynh', 'toán, loại, hoàn thành, huỳnh'],
    ['kì hạn, quản lí, đăng kí, tỉ lệ, kỉ luật', 'kỳ hạn, quản lý, đăng ký, tỷ lệ, kỷ luật'],
    ['hàng năm; Hàng tháng; hàng quí; hàng tuần', 'hằng năm; hằng tháng; hằng quý; hằng tuần'],
    [
      'vay ngân hàng năm 2023; cửa hàng quý II; khách hàng tháng 5',
      'vay ngân hàng năm 2023; cửa hàng quý ii; khách hàng tháng 5',
    ],
    ['tiến độ giải ngân hàng tháng', 'tiến độ giải ngân hằng tháng'],
  ])('%s', (written, read) => {
    expect(clean(written)).toBe(read)
  })

  it.each([
    'giữa',
    'gìn',
    'quốc',
    'quả',
    'quýt',
    'thuở',
    'huơ',
    'khuỷu',
    'múa',
    'mía',
    'yếu',
    'tiếng',
    'mưu',
    'chịu',
    'của',
    'người',
    'khuya',
  ])('leaves "%s" as it is', (word) => {
    expect(canonicalWord(word)).toBe(word)
  })

  it('changes a word once and keeps its length', () => {
    const letters = fc
      .array(fc.constantFrom(...'qgnthoaôơuưýỷiíeêếấàãcy'), { minLength: 1, maxLength: 7 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(letters, (word) => {
        const once = canonicalWord(word)
        expect(once).toHaveLength(word.length)
        expect(foldVietnamese(once).replace(/y/g, 'i')).toBe(foldVietnamese(word).replace(/y/g, 'i'))
      }),
    )
  })
})

describe('what a scan has damaged', () => {
  it.each([
    ['trước ngày l0/5/2023', 'trước ngày 10/5/2023'],
    ['ngày 3O/10/2022, năm 2O23', 'ngày 30/10/2022, năm 2023'],
    ['ngày 0l tháng 6, trong O1 năm', 'ngày 01 tháng 6, trong 01 năm'],
    ['trước 17hOO ngày l5/6, lúc l7 giờ', 'trước 17h00 ngày 15/6, lúc 17 giờ'],
    ['Quý ll/2023, quý lI, Quý 1V năm 2023, quý IIl', 'quý ii/2023, quý ii, quý iv năm 2023, quý iii'],
    ['Quý I, quý Ill và quý IV', 'quý i, quý iii và quý iv'],
    ['Số: 1O/KH-UBND', 'số: 10/kh-ubnd'],
    ['truớc ngảy 10/5, trưóc thảng 6 nãm 2023', 'trước ngày 10/5, trước tháng 6 năm 2023'],
    ['quỷ II năm 2023', 'quý ii năm 2023'],
    ['gửi bảo cáo, báo cảo về Ban', 'gửi báo cáo, báo cáo về ban'],
    ['phối họp, chủ trí, thời gían thực hiên', 'phối hợp, chủ trì, thời gian thực hiện'],
    ['chậm nhất la 30/6, muộn hon, không qua5 ngày', 'chậm nhất là 30/6, muộn hơn, không qua5 ngày'],
    ['từ ngày 15 thang 9 đến ngày 10 tháng 10', 'từ ngày 15 tháng 9 đến ngày 10 tháng 10'],
    ['02 lân/tháng, môi quý một lân, hằng nam', '02 lần/tháng, mỗi quý một lần, hằng năm'],
    ['trước 17 giò 00 phut ngày 14/3', 'trước 17 giờ 00 phút ngày 14/3'],
    ['Ban Quàn lý Khu kinh tê, UBND tinh', 'ban quản lý khu kinh tế, ubnd tỉnh'],
    ['tr ước ng ày 10/5, kh ông quá 03 ngày', 'trước ngày 10/5, không quá 03 ngày'],
    ['chuyể n trướ c cuối nă m 2023', 'chuyển trước cuối năm 2023'],
  ])('%s', (written, read) => {
    expect(clean(written)).toBe(read)
  })

  it.each([
    'phong trào 5s, nhà b1, mẫu o2, điều 1b, khoản 2a',
    'việt nam 2023, miền nam 2022',
    'báo cáo ngay sau khi có quy định',
    'quỹ 2 tỷ đồng, trong quỹ, trong quy chế, quy định 2 nội dung',
    'có quan hệ, có quan điểm, tờ trình, chi tiêu ngân sách',
    'số kết quả, để xuất khẩu, quyết định ký kết, văn phong, nói đúng',
    'i.1 mục, b-2, ii/2023, 2.i',
    '10 / 5 / 2023, 10/ 5/2023, 30 - 10 - 2022',
    'không qua đào tạo, mọi năm, đường hai làn xe, trưởng bản, chi tiết',
    'điểm b ở mục a, cách 5 m ở phía nam, vitamin c.',
  ])('leaves "%s" as it is', (text) => {
    expect(clean(text)).toBe(text)
  })

  it('leaves an abbreviation before a small word as it is', () => {
    expect(readSource('Chi nhánh NH ở Gia Lai').shown.trimEnd()).toBe('Chi nhánh NH ở Gia Lai')
  })

  it('never takes a bar between cells for a stroke', () => {
    expect(clean('| 1 | Báo cáo quý | Văn phòng |5/6/2023|\n| 2 | Họp ngày 1| Sở |')).not.toMatch(/quý i|15\/6|ngày 11/)
  })

  it('is told, so that people look again', () => {
    expect(readSource('Nộp trước ngày l0/5/2023 về Văn phòng.').noisy).toBe(true)
    expect(readSource('Nộp trước ngày 10/5/2023 về Văn phòng.').noisy).toBe(false)
  })
})

describe('text without accents', () => {
  it.each([
    ['truoc ngay 10/5/2023, cac don vi bao cao ve Ban', 'trước ngày 10/5/2023, các đơn vị báo cáo về ban'],
    ['Hang quy, Van phong thuong xuyen bao cao', 'hằng quý, văn phòng thường xuyên báo cáo'],
    [
      'ra soat 6 thang/lan, dat 150 trieu USD, it nhat 20 du an dau tu',
      'rà soát 6 tháng/lần, đạt 150 triệu usd, ít nhất 20 dự án đầu tư',
    ],
    ['Trong quy II nam 2023; cham nhat thang 6/2023', 'trong quý ii năm 2023; chậm nhất tháng 6/2023'],
    ['tai Viet Nam, ngay sau khi theo quy dinh', 'tại việt nam, ngay sau khi theo quy định'],
    [
      'Cham nhat la ngay 07 thang 02, tu 25/4 den het thang 5, moi quy mot lan',
      'chậm nhất là ngày 07 tháng 02, từ 25/4 đến hết tháng 5, mỗi quý một lần',
    ],
    [
      'trong vong 10 ngay lam viec ke tu ngay nhan duoc thong bao, sau 15 ngay ke tu ngay ket thuc',
      'trong vòng 10 ngày làm việc kể từ ngày nhận được thông báo, sau 15 ngày kể từ ngày kết thúc',
    ],
    [
      'bao cao quy, 6 thang, nam truoc ngay 15/12 tai tinh Quang Nam',
      'báo cáo quý, 6 tháng, năm trước ngày 15/12 tại tỉnh quang nam',
    ],
  ])('%s', (written, read) => {
    expect(clean(written)).toBe(read)
  })

  it('is found line by line in an accented document', () => {
    const text = clean('Các phòng thực hiện nghiêm túc kế hoạch này.\n\nBao cao truoc ngay 10/5/2023 ve Van phong.')
    expect(text).toContain('báo cáo trước ngày 10/5/2023 về văn phòng.')
  })
})

describe('the tables that a clerk checks', () => {
  it('put right only what has the same letters and the same length', () => {
    for (const [wrong, right] of [...UNACCENTED_WORDS, ...Object.entries(DAMAGED_WORDS)]) {
      expect(right, wrong).toHaveLength(wrong.length)
    }
    for (const [wrong, right] of Object.entries(OTHER_SPELLINGS)) expect(right, wrong).toHaveLength(wrong.length)
    for (const { right, leave } of OFFICE_PHRASES) {
      for (const other of leave) {
        expect(foldVietnamese(other), other).toBe(foldVietnamese(right))
        expect(other).not.toBe(right)
      }
    }
  })

  it('accent each phrase in one way only', () => {
    const seen = new Map<string, string>()
    for (const phrase of [...UNACCENTED_PHRASES, ...OFFICE_PHRASES.map((one) => one.right)]) {
      const plain = foldVietnamese(phrase)
      expect(seen.get(plain) ?? phrase, plain).toBe(phrase)
      seen.set(plain, phrase)
    }
  })

  it('are written in composed characters', () => {
    const all = [
      ...Object.keys(DAMAGED_WORDS),
      ...Object.values(DAMAGED_WORDS),
      ...OFFICE_PHRASES.flatMap((one) => [one.right, ...one.leave]),
    ]
    for (const one of all) expect(one).toBe(one.normalize('NFC'))
  })
})
