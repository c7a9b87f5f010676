import { describe, expect, it } from 'vitest'
import { readBoard } from '../../../src/core/plan/read-board.ts'

const good = `board:
  id: b
  name: Ban Quản lý
  symbol: BQL
  parent: UBND TỈNH
  place: Gia Lai
  signer: TRƯỞNG BAN
  drafter: VP
  hours: [{ from: 07:30, to: 11:30 }, { from: 13:30, to: 17:00 }]
units:
  - { id: van-phong, name: Văn phòng, kind: office }
people:
  - { id: truong-ban, name: Trưởng ban, unit: van-phong, roles: [leader, admin] }
  - { id: chanh-vp, name: Chánh Văn phòng, unit: van-phong, roles: head }
`

describe('readBoard', () => {
  it('reads a board', () => {
    const { value, issues } = readBoard(good, 'b.yaml')
    expect(issues).toEqual([])
    expect(value).toMatchObject({ id: 'b', hours: [{ from: '07:30' }, { to: '17:00' }], plans: [] })
    expect(value?.people[1]).toEqual({ id: 'chanh-vp', name: 'Chánh Văn phòng', unitId: 'van-phong', roles: ['head'] })
    expect(value?.units[0]?.aliases).toEqual([])
  })

  it('tells every problem with its line', () => {
    const text = `board:
  id: Ban Mẫu
  name: Ban Quản lý
  symbol: BQL
  parent: UBND TỈNH
  place: Gia Lai
  signer: TRƯỞNG BAN
  draftr: VP
  hours: [{ from: 07:30, to: 06:30 }]
units:
  - { id: van-phong, name: Văn phòng, kind: office }
  - { id: van-phong, name: Văn phòng 2, kind: offices }
  - { id: all, name: Tất cả, kind: office }
people:
  - { id: a, name: A, unit: van-phogn, roles: [boss] }
  - { id: a, name: B, unit: van-phong }
plans: [plans/x.yaml]
`
    const { value, issues, units, plans } = readBoard(text, 'b.yaml')
    expect(value).toBeUndefined()
    expect(issues.map(({ line, path, code }) => `${line} ${path} ${code}`)).toEqual([
      '1 board.drafter value:invalid',
      '2 board.id value:invalid',
      '8 board.draftr key:unknown',
      '9 board.hours[0] rule:end-before-start',
      '12 units[1].kind value:invalid',
      '12 units[1].id id:repeated',
      '13 units[2].id value:invalid',
      '15 people[0].unit name:unknown',
      '15 people[0].roles[0] value:invalid',
      '16 people[1].id id:repeated',
    ])
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'name:unknown', found: 'van-phogn', near: 'van-phong' }),
    )
    expect(units).toBeUndefined()
    expect(plans).toEqual(['plans/x.yaml'])
  })

  it('asks for a head in every unit, a leader and an admin', () => {
    const text = good.replace('roles: [leader, admin]', 'roles: staff').replace('roles: head', 'roles: focal')
    expect(readBoard(text, 'b.yaml').issues).toEqual([
      {
        code: 'board:role-missing',
        found: { code: 'the-unit', id: 'van-phong' },
        wanted: ['head'],
        file: 'b.yaml',
        line: 11,
        path: 'units[0]',
      },
      {
        code: 'board:role-missing',
        found: { code: 'the-board' },
        wanted: ['leader'],
        file: 'b.yaml',
        line: 12,
        path: 'people',
      },
      {
        code: 'board:role-missing',
        found: { code: 'the-board' },
        wanted: ['admin'],
        file: 'b.yaml',
        line: 12,
        path: 'people',
      },
    ])
    expect(readBoard(text, 'b.yaml').units).toHaveLength(1)
  })

  it('refuses hours that overlap', () => {
    const text = good.replace('13:30', '11:00')
    expect(readBoard(text, 'b.yaml').issues).toMatchObject([{ code: 'value:invalid', line: 9, path: 'board.hours[1]' }])
  })
})
