import { foldVietnamese } from '../fold.ts'
import type { Operator } from '../plan/plan.ts'
import type { Target } from './decision.ts'
import { findIndicators } from './find-indicators.ts'
import { pointOf } from './read-typed-work.ts'
import { figureValue } from './target-number.ts'
import type { TimeContext } from './time-phrase.ts'

/** A target is a few words; a longer text is something else. */
const longest = 160

/** Signs as people type them, without accents; longer ones first. */
const signs: readonly (readonly [string, string, Operator])[] = [
  ['khong vuot qua', 'không vượt quá', '<='],
  ['khong thap hon', 'không thấp hơn', '>='],
  ['lon hon hoac bang', 'ít nhất', '>='],
  ['nho hon hoac bang', 'không quá', '<='],
  ['khong duoi', 'không dưới', '>='],
  ['khong qua', 'không quá', '<='],
  ['it nhat', 'ít nhất', '>='],
  ['toi thieu', 'tối thiểu', '>='],
  ['toi da', 'tối đa', '<='],
  ['nhieu nhat', 'tối đa', '<='],
  ['lon hon', 'trên', '>'],
  ['cao hon', 'trên', '>'],
  ['nho hon', 'dưới', '<'],
  ['thap hon', 'dưới', '<'],
  ['tren', 'trên', '>'],
  ['hon', 'hơn', '>'],
  ['duoi', 'dưới', '<'],
  ['bang', 'đạt', '='],
  ['dat', 'đạt', '='],
  ['tu', 'từ', '>='],
  ['>=', 'ít nhất', '>='],
  ['=>', 'ít nhất', '>='],
  ['≥', 'ít nhất', '>='],
  ['<=', 'không quá', '<='],
  ['=<', 'không quá', '<='],
  ['≤', 'không quá', '<='],
  ['>', 'trên', '>'],
  ['<', 'dưới', '<'],
  ['=', 'đạt', '='],
]

/** Units whose accents people leave out. */
const plainUnits: { readonly [folded: string]: string } = {
  'phan tram': '%',
  'ty dong': 'tỷ đồng',
  'trieu dong': 'triệu đồng',
  'mo hinh': 'mô hình',
  'ho so': 'hồ sơ',
  'thu tuc': 'thủ tục',
  'doanh nghiep': 'doanh nghiệp',
  'hoi nghi': 'hội nghị',
  nguoi: 'người',
  ngay: 'ngày',
  cuoc: 'cuộc',
  buoi: 'buổi',
  lop: 'lớp',
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

/** The sign with which a text begins, and the rest of it. */
function signIn(text: string): { readonly said: string; readonly op: Operator; readonly rest: string } | undefined {
  const spaced = text.replace(/^([<>=≤≥]{1,2})\s*/u, '$1 ')
  const all = words(spaced)
  const folded = all.map(foldVietnamese)
  for (const [sign, said, op] of signs) {
    const wanted = words(sign)
    if (wanted.every((word, index) => folded[index] === word))
      return { said, op, rest: all.slice(wanted.length).join(' ') }
  }
  return undefined
}

/** The target that stands in words behind others: what the reader makes of the whole, as far as it is in the words. */
function readBehind(lead: string, said: string, context: TimeContext): Target | undefined {
  const text = pointOf(`${lead} ${said}`, 'MỤC TIÊU')
  const from = text.raw.indexOf(lead) + lead.length + 1
  const [only, second] = findIndicators(text, context).filter(({ at }) => at.end > from)
  return second === undefined ? only : undefined
}

/**
 * Reads what an admin types for a target in chat: "ít nhất 90 %", "≥ 90%", "không quá 3 ngày", "it nhat 05 mo hinh",
 * "90" alone, a sign alone. What is not said stays as it is in `current`; undefined when the words are no target.
 */
export function readTargetWords(typed: string, current: Target, context: TimeContext): Partial<Target> | undefined {
  const text = typed
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;]+$/, '')
  if (text === '' || text.length > longest) return undefined
  const sign = signIn(text)
  if (sign !== undefined && sign.rest === '') return { op: sign.op }
  const figure = /^(\d[\d.,]*)\s*(.*)$/su.exec(sign?.rest ?? text)
  const named = (figure?.[2] ?? '').replace(/\s+(?:trở lên|tro len|trở xuống|tro xuong)$/iu, '').trim()
  const unit = Object.hasOwn(plainUnits, named.toLowerCase()) ? (plainUnits[named.toLowerCase()] ?? named) : named
  const upward = /\s(?:tro len)$/.test(` ${foldVietnamese(text)}`)
  const downward = /\s(?:tro xuong)$/.test(` ${foldVietnamese(text)}`)
  // Without accents the unit that stands there already is meant.
  const sameUnit = unit === '' || foldVietnamese(unit) === foldVietnamese(current.unit)
  const written = figure === null ? (sign?.rest ?? text) : `${figure[1] ?? ''} ${sameUnit ? current.unit : unit}`
  const said = `${sign?.said ?? ''} ${written}${upward ? ' trở lên' : downward ? ' trở xuống' : ''}`.trim()
  const read =
    readBehind(`Phấn đấu ${current.name} đạt`, said, context) ?? readBehind('Chỉ tiêu: phấn đấu đạt', said, context)
  const op = upward ? '>=' : downward ? '<=' : sign?.op
  if (read !== undefined) {
    // A bare figure says nothing about the sign.
    const signed = figure !== null && op === undefined ? current.op : (op ?? read.op)
    return { op: signed, value: read.value, unit: sameUnit && unit !== '%' ? current.unit : read.unit }
  }
  if (figure === null || unit.length > 40) return undefined
  const value = figureValue((figure[1] ?? '').replace(/[.,]+$/, ''))
  if (!Number.isFinite(value)) return undefined
  return { op: op ?? current.op, value, unit: sameUnit ? current.unit : unit.toLowerCase() }
}
