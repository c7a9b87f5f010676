import type { Flow } from '../../core/flow/flow.ts'
import type { Facts } from '../../core/flow/session.ts'
import type { Role, Unit } from '../../core/plan/board.ts'
import { unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import type { DutyKind, Plan } from '../../core/plan/plan.ts'
import { yearOf } from '../../core/time.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Office } from '../office.ts'
import type { FilledForm } from '../ports/filled-forms.ts'

/** The Flow that asks how a Task or a check-in stands. */
export const progressFlow = 'tien-do'

const byDuty: { readonly [K in DutyKind]: string } = {
  'half-year': 'bao-cao-don-vi',
  year: 'bao-cao-don-vi',
  periodic: 'bao-cao-don-vi',
  'ad-hoc': 'bao-cao-don-vi',
  interim: 'so-tong-ket',
  final: 'so-tong-ket',
  registration: 'dang-ky-mo-hinh',
  nomination: 'de-nghi-khen-thuong',
}

const dutyOf = (plan: Plan, occurrence: Occurrence) =>
  occurrence.stage === 'contribution' ? plan.duties.find((one) => one.id === occurrence.itemId) : undefined

/** The Flow that asks for what an Occurrence is; an office that has none of its own for it asks for the progress. */
export function flowAskedBy(office: Office, plan: Plan, occurrence: Occurrence): string {
  const duty = dutyOf(plan, occurrence)
  const flow = duty === undefined ? progressFlow : byDuty[duty.kind]
  return office.flows.has(flow) ? flow : progressFlow
}

/** Facts of an Occurrence that only forms ask for. */
export function formFacts(plan: Plan, occurrence: Occurrence): Facts {
  const sections = plan.tasks.map((task) => task.section.trim()).filter((section) => section !== '')
  const kind = dutyOf(plan, occurrence)?.kind
  return {
    groups: [...new Set(sections)].join('; '),
    review: kind === 'interim' || kind === 'final' ? kind : '',
    year: String(yearOf(occurrence.due)),
  }
}

/** Whose Word file is made as soon as it is saved; the others' when somebody asks for it. */
export const writtenAtOnce: ReadonlySet<string> = new Set([
  'dang-ky-mo-hinh',
  'cong-nhan-mo-hinh',
  'de-nghi-khen-thuong',
  'nguoi-tot-viec-tot',
  'tu-danh-gia',
])

/** Only together with an Occurrence: what they ask is about a Duty. */
const aboutDuties: ReadonlySet<string> = new Set(['bao-cao-don-vi', 'so-tong-ket'])

interface Rule {
  readonly units?: readonly Unit['kind'][]
  readonly roles?: readonly Role[]
}
const offices = { units: ['office', 'department', 'subordinate'] } as const

/** In the order in which they are listed; a form that is not named here is for everybody. */
const rules: { readonly [flow: string]: Rule } = {
  'dang-ky-mo-hinh': {},
  'de-nghi-khen-thuong': { roles: ['focal', 'head', 'leader', 'admin'] },
  'nguoi-tot-viec-tot': {},
  'tu-danh-gia': {},
  'thu-tuc-hanh-chinh': offices,
  'hai-long': offices,
  'doi-thoai-doanh-nghiep': offices,
  'cong-nhan-mo-hinh': { units: ['office'], roles: ['focal', 'head', 'leader', 'admin'] },
}

const savesForm = (flow: Flow): boolean =>
  Object.values(flow.blocks).some((block) => block.kind === 'save' && block.effect === 'form')

/** The forms that the person may fill in for the own Unit: those of the product, then the office's own. */
export function formsFor({ office, person }: Talk): readonly string[] {
  const kind = unitOf(office.board, person.unitId)?.kind
  const known = Object.keys(rules)
  const others = [...office.flows.keys()].filter((id) => !known.includes(id) && !aboutDuties.has(id)).sort()
  return [...known, ...others].filter((id) => {
    const flow = office.flows.get(id)
    const { units, roles } = rules[id] ?? {}
    return (
      flow !== undefined &&
      savesForm(flow) &&
      (units === undefined || (kind !== undefined && units.includes(kind))) &&
      (roles === undefined || person.roles.some((role) => roles.includes(role)))
    )
  })
}

/** Whether a form speaks of one person only, as the self-assessment of a single one does. */
export const isPersonal = ({ flow, body }: Pick<FilledForm, 'flow' | 'body'>): boolean =>
  flow === 'tu-danh-gia' && body.who === 'individual'

/** The value by which the list names one form among others of its kind. */
export const namedBy: { readonly [flow: string]: string } = {
  'dang-ky-mo-hinh': 'name',
  'cong-nhan-mo-hinh': 'name',
  'de-nghi-khen-thuong': 'nominee',
  'nguoi-tot-viec-tot': 'headline',
  'tu-danh-gia': 'period',
  'thu-tuc-hanh-chinh': 'period',
  'hai-long': 'period',
  'doi-thoai-doanh-nghiep': 'period',
}
