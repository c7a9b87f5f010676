import { foldVietnamese } from '../fold.ts'
import type { Board, Unit } from '../plan/board.ts'
import type { DueRule, Duty, DutyKind, Indicator, Plan, Task } from '../plan/plan.ts'
import { yearOf } from '../time.ts'
import { matchUnits } from './match-units.ts'
import type { Review, ReviewIndicator, ReviewItem } from './review-draft.ts'
import { headingsIn, sectionAt } from './section-heading.ts'

/** Signs of an id. */
const idLength = 48

/** Small letters, digits and hyphens; cut at a word. */
export function slugOf(text: string, length = idLength): string {
  const whole = foldVietnamese(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (whole.length <= length) return whole
  const cut = whole.slice(0, length + 1)
  const hyphen = cut.lastIndexOf('-')
  return hyphen > 0 ? cut.slice(0, hyphen) : whole.slice(0, length)
}

/** The first id of a plan read from a document: its number and year, else the beginning of its title. */
export function planIdOf(number: string | null, title: string, year: number): string {
  const [first = '', symbol = ''] = (number ?? '').split('/', 2)
  const byNumber = slugOf(`${/\d/.test(first) ? `kh ${first}` : ''} ${symbol.replace(/^KH\b/i, '')}`, 40)
  const base = /\d/.test(first) && byNumber !== '' ? byNumber : slugOf(title, 40)
  return base.endsWith(String(year)) ? base || `ke-hoach-${year}` : `${base || 'ke-hoach'}-${year}`
}

/** An id that nobody else has. */
export function freeId(base: string, taken: ReadonlySet<string>): string {
  const wanted = base === '' ? 'muc' : base
  if (!taken.has(wanted)) return wanted
  for (let count = 2; ; count += 1) if (!taken.has(`${wanted}-${count}`)) return `${wanted}-${count}`
}

const halfYear = /\b(?:6|06|sau) thang\b/
/** "Quý III", "báo cáo tháng": with accents, since "quy chế" is no quarter. */
const shorterTurn = /(?:^|\s)qu[ýí]\s+(?:[ivx]{1,3}|\d|hằng|hàng)(?=\s|[.,;/]|$)|báo cáo (?:tuần|tháng|qu[ýí])(?=\s|$)/

/** What kind of report the words and the rule speak of. */
export function dutyKindOf(item: Pick<ReviewItem, 'kind' | 'what' | 'rule' | 'quote'>): DutyKind {
  if (item.kind === 'registration') return 'registration'
  if (item.kind === 'commendation') return 'nomination'
  const written = `${item.what} ${item.quote}`
  const words = foldVietnamese(written)
  if (/\btong ket\b/.test(words) && !/\bso ket\b/.test(words)) return 'final'
  if (/\bso ket\b/.test(words)) return 'interim'
  if (item.kind === 'review') return 'final'
  if (item.rule.kind === 'recurring') {
    if (item.rule.every === 'half') return 'half-year'
    return item.rule.every === 'year' ? 'year' : 'periodic'
  }
  if (/\bdot xuat\b/.test(words) || item.rule.kind === 'relative') return 'ad-hoc'
  if (halfYear.test(words)) return 'half-year'
  if (shorterTurn.test(written.normalize('NFC').toLowerCase())) return 'periodic'
  return /\bnam\b/.test(words) ? 'year' : 'periodic'
}

const officesOf = (board: Board): readonly Unit[] => board.units.filter(({ kind }) => kind === 'office')

/** The reader of a report is the office itself: it is collected inside, and what goes out is another item. */
function staysInside(item: ReviewItem, board: Board, issuer: string | null): boolean {
  if (item.to.length === 0) return false
  return item.to.every((name) => matchUnits(name, board, issuer).units.length > 0)
}

/** "Báo cáo kết quả …": a document of the kind names its subject without that word. */
function subjectOf(what: string): string {
  const bare = what.replace(/^(?:(?:gửi|xây dựng|tổng hợp|lập|nộp)\s+)*(?:báo cáo|đăng ký)\s+(?:về\s+)?/iu, '').trim()
  const subject = bare.length >= 12 ? bare : what.trim()
  return `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)}`.slice(0, 400)
}

interface Kept {
  readonly item: ReviewItem
  readonly id: string
}

function dutyOf({ item, id }: Kept, board: Board): Duty {
  const office = officesOf(board)[0]?.id
  const lead =
    item.lead.length === 1 ? item.lead[0] : (item.lead.find((one) => one === office) ?? office ?? item.lead[0])
  // What the office sends is collected from everybody; what several Units owe, from them; else from its own helpers.
  const collectFrom =
    item.lead.length > 1
      ? item.lead
      : lead === office
        ? board.units.map((unit) => unit.id)
        : [...item.lead, ...item.coordinating]
  return {
    id,
    kind: dutyKindOf(item),
    title: subjectOf(item.what),
    to: item.to,
    lead: lead ?? '',
    collectFrom,
    due: ruleOf(item),
    window: null,
  }
}

const ruleOf = (item: ReviewItem): DueRule => ({ ...item.rule, phrase: item.quote })

/** The Task with which a figure is asked: the nearest one in the text, one that goes on before one that is due once. */
function taskFor(indicator: ReviewIndicator, tasks: readonly Kept[]): Kept | undefined {
  if (indicator.at === null) return undefined
  let best: Kept | undefined
  let distance = Number.POSITIVE_INFINITY
  for (const kept of tasks) {
    if (kept.item.at === null || kept.item.lead.length === 0) continue
    const far = Math.abs(kept.item.at.start - indicator.at.start)
    if (far < distance) {
      best = kept
      distance = far
    }
  }
  return best
}

/**
 * A confirmed review as the Plan that is followed: reports become Duties, everything else Tasks under the heading they
 * stand under, targets Indicators that are asked with the nearest Task. `text` is the document that the draft's places
 * speak of; `id` the Plan's. What is still missing (a title, a period) must have been given before.
 */
export function planFromReview(review: Review, board: Board, text: string, id: string): Plan {
  const { title, period } = review.head
  if (title === null || period === null) throw new TypeError('a plan needs a title and a period')
  const taken = new Set<string>()
  const kept = review.items
    .filter(({ state }) => state !== 'dropped')
    .sort((a, b) => (a.at?.start ?? text.length) - (b.at?.start ?? text.length) || a.number - b.number)
    .map((item): Kept => {
      const itemId = freeId(slugOf(item.what, 40), taken)
      taken.add(itemId)
      return { item, id: itemId }
    })
  const isDuty = ({ item }: Kept): boolean => item.kind !== 'task' && !staysInside(item, board, review.head.issuer)
  const duties = kept.filter(isDuty).map((one) => dutyOf(one, board))
  const taskItems = kept.filter((one) => !isDuty(one))
  const headings = headingsIn(text)
  const office = officesOf(board)[0]?.id
  const asked = new Map<string, string[]>()
  const wanted = review.indicators.filter(({ state }) => state !== 'dropped')
  const indicators = wanted.map((one): Indicator => {
    const task = taskFor(one, taskItems)
    const indicatorId = freeId(slugOf(one.name, 40), taken)
    taken.add(indicatorId)
    if (task !== undefined) asked.set(task.id, [...(asked.get(task.id) ?? []), indicatorId])
    return {
      id: indicatorId,
      name: one.name,
      op: one.op,
      target: one.value,
      unit: one.unit,
      ratio: null,
      phrase: one.quote,
      reportedBy: task?.item.lead ?? (office === undefined ? [] : [office]),
    }
  })
  const tasks = taskItems.map(
    ({ item, id: itemId }): Task => ({
      id: itemId,
      what: item.what,
      section: (item.at === null ? null : sectionAt(headings, item.at.start)) ?? title,
      lead: item.lead,
      coordinating: item.coordinating,
      due: ruleOf(item),
      indicators: asked.get(itemId) ?? [],
    }),
  )
  const { number, issuedOn, issuer, parent, place, bases, recipients } = review.head
  return {
    id,
    number,
    issuedOn,
    title,
    issuer: issuer ?? board.name,
    parent: parent ?? board.parent,
    place: place ?? board.place,
    period,
    bases,
    tasks,
    duties,
    indicators,
    recipients,
  }
}

/** The year that a review's plan belongs to. */
export const yearOfReview = ({ head }: Review): number => yearOf(head.issuedOn ?? head.period?.from ?? '1970-01-01')
