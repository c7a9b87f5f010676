import { describe, expect, it } from 'vitest'
import type { Board } from '../../../src/core/plan/board.ts'
import { type ChasingLetter, chasingLetter } from '../../../src/core/report/chasing-letter.ts'
import { linesOf } from '../../../src/core/report/report.ts'

const board: Board = {
  id: 'mau',
  name: 'Ban Quản lý Khu kinh tế tỉnh',
  symbol: 'BQLKKT',
  parent: 'Ủy ban nhân dân tỉnh Gia Lai',
  place: 'Gia Lai',
  signer: 'TRƯỞNG BAN',
  drafter: 'VP',
  hours: [],
  units: [],
  people: [],
  plans: [],
}

const letter: ChasingLetter = {
  board,
  plan: {
    id: 'kh',
    number: '32/KH-BQLKKT',
    issuedOn: '2023-01-16',
    title: 'Triển khai công tác dân vận năm 2023',
    issuer: 'Ban Quản lý Khu kinh tế tỉnh',
    parent: 'UBND tỉnh',
    place: 'Gia Lai',
    period: { from: '2023-01-01', to: '2023-12-31' },
    bases: [],
    tasks: [],
    duties: [],
    indicators: [],
    recipients: [],
  },
  report: 'Báo cáo kết quả công tác dân vận 6 tháng đầu năm 2023',
  deadline: 'chậm nhất ngày 27/4/2023',
  today: '2023-05-03',
  asked: 9,
  missing: ['Phòng Quản lý Đầu tư', 'Công đoàn cơ sở'],
  newDue: '2023-05-08',
  contact: null,
}

describe('the letter that chases late Units', () => {
  const text = (more: Partial<ChasingLetter> = {}): string => linesOf(chasingLetter({ ...letter, ...more })).join('\n')

  it('cites the plan and its deadline, counts who has answered and names who has not', () => {
    expect(text()).toContain('Kế hoạch số 32/KH-BQLKKT ngày 16/01/2023')
    expect(text()).toContain('chậm nhất ngày 27/4/2023')
    expect(text()).toContain('7/9 đơn vị')
    expect(text()).toContain('Phòng Quản lý Đầu tư và Công đoàn cơ sở')
    expect(text()).toContain('chậm nhất ngày 08/5/2023')
  })

  it('leaves number and day of issue blank, and its subject stands under the number', () => {
    const { head, about, title } = chasingLetter(letter)
    expect(head.number).toMatch(/^Số: +\/BQLKKT-VP$/)
    expect(head.placeAndDate).toMatch(/^Gia Lai, ngày +tháng 5 năm 2023$/)
    expect(about).toMatch(/^V\/v đôn đốc/)
    expect(title).toBe('')
  })

  it('names a contact only when there is one', () => {
    expect(text()).not.toContain('liên hệ')
    expect(text({ contact: 'Chuyên viên Văn phòng' })).toContain('liên hệ: Chuyên viên Văn phòng')
  })

  it('about tasks in general speaks of the plan and of no report', () => {
    const general = text({ report: null, deadline: null })
    expect(general).toContain('thực hiện nhiệm vụ theo kế hoạch năm 2023')
    expect(general).not.toContain('tổng hợp')
  })
})
