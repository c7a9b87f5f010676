import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldVietnamese } from '../../../src/core/fold.ts'
import { matchUnits, readUnits } from '../../../src/core/intake/match-units.ts'
import { board } from '../reminder/office.ts'

const departments = ['dau-tu', 'doanh-nghiep', 'quy-hoach', 'moi-truong']
const inside = ['van-phong', ...departments, 'ban-qlda']
const organisations = ['chi-bo', 'cong-doan', 'doan-thanh-nien']

const sure: readonly (readonly [string, readonly string[]])[] = [
  ['Văn phòng', ['van-phong']],
  ['Văn phòng Ban', ['van-phong']],
  ['VP', ['van-phong']],
  ['Chánh Văn phòng', ['van-phong']],
  ['Phòng Đầu tư', ['dau-tu']],
  ['P. QLĐT', ['dau-tu']],
  ['P.QLDN-LĐ', ['doanh-nghiep']],
  ['Trưởng phòng Quản lý Đầu tư', ['dau-tu']],
  ['Phòng Tài nguyên & Môi trường', ['moi-truong']],
  ['Đảng uỷ', ['chi-bo']],
  ['Công đoàn cơ quan', ['cong-doan']],
  ['Ban QLDA ĐTXD', ['ban-qlda']],
  ['Các phòng chuyên môn', departments],
  ['các phòng, đơn vị trực thuộc', inside],
  ['Thủ trưởng các đơn vị trực thuộc Ban', inside],
  ['Lãnh đạo các phòng', departments],
  ['Tổ chức đoàn thể', organisations],
  ['Các tổ chức đoàn thể', organisations],
]

describe('a name in a document', () => {
  it.each(sure)('“%s” is surely %j', (name, units) => {
    expect(matchUnits(name, board)).toEqual({ units, sure: true, between: [] })
    expect(matchUnits(foldVietnamese(name), board).units).toEqual(units)
    expect(matchUnits(name.normalize('NFD'), board).units).toEqual(units)
  })

  it.each(['Ban Quản lý Khu kinh tế tỉnh Gia Lai', 'BQLKKT', 'Lãnh đạo Ban', 'cơ quan'])(
    '“%s” is the office itself, whose own unit compiles; a person should look',
    (name) => {
      expect(matchUnits(name, board)).toEqual({ units: ['van-phong'], sure: false, between: [] })
    },
  )

  it('may be written with a slip of the pen, which is shown as a guess', () => {
    expect(matchUnits('Phòng Quy hoach - Xây dưng', board)).toMatchObject({ units: ['quy-hoach'] })
    expect(matchUnits('Phòng Qui hoạch - Xây dựng', board)).toEqual({ units: ['quy-hoach'], sure: false, between: [] })
  })

  it('is never guessed between two', () => {
    const { units, between } = matchUnits('Phòng Quản lý', board)
    expect(units).toEqual([])
    expect(between.length).toBeGreaterThan(1)
  })

  it.each(['Sở Nội vụ', 'Ủy ban nhân dân tỉnh', 'Ban Dân vận Tỉnh ủy', 'Tổ giúp việc', '', 'x'.repeat(5000)])(
    '“%s” of somebody else is nobody of the Board',
    (name) => {
      expect(matchUnits(name, board)).toEqual({ units: [], sure: false, between: [] })
    },
  )

  it('of a Unit always finds that Unit, by name, id and every other name', () => {
    for (const unit of board.units)
      for (const name of [unit.name, unit.id, ...unit.aliases]) expect(matchUnits(name, board).units).toEqual([unit.id])
  })

  it('gives only Units of the Board, in its order, whatever stands there', () => {
    const ids = board.units.map(({ id }) => id)
    const words = board.units.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((one) => one.split(' ')))
    const mixed = fc
      .array(fc.constantFrom(...words, 'các', 'và', ',', ';', 'Sở', 'trưởng', '&'), { maxLength: 10 })
      .map((some) => some.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 80 }), mixed), (name) => {
        const { units, sure, between } = matchUnits(name, board)
        expect(units).toEqual(ids.filter((id) => units.includes(id)))
        expect(between).toEqual(ids.filter((id) => between.includes(id)))
        if (sure) expect(units.length).toBeGreaterThan(0)
        if (between.length > 0) expect(units).toEqual([])
      }),
    )
  })
})

describe('units as they are typed', () => {
  it('are names, abbreviations and numbers of the list, in any mixture', () => {
    expect(readUnits('VP, P. QLĐT và Công đoàn; 3', board)).toEqual({
      units: ['van-phong', 'dau-tu', 'doanh-nghiep', 'cong-doan'],
      unknown: [],
    })
    expect(readUnits('Phòng Quản lý Doanh nghiệp và Lao động', board).units).toEqual(['doanh-nghiep'])
  })

  it('that mean nobody are named', () => {
    expect(readUnits('VP, Sở Nội vụ, 99', board)).toEqual({
      units: ['van-phong'],
      unknown: [
        { name: 'Sở Nội vụ', between: [] },
        { name: '99', between: [] },
      ],
    })
  })
})
