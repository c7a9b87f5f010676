import type { AnswerBody } from '../answer.ts'
import type { Value } from '../flow/session.ts'
import { isList } from '../flow/value.ts'
import type { AnswerSection } from './answer-sections.ts'
import type { Assessment } from './compile-input.ts'
import type { Filled } from './filled.ts'
import { paragraphsOf } from './gathered.ts'

/** Which of a form's values become which part of the report. */
const parts: { readonly [flow: string]: { readonly [name: string]: AnswerSection } } = {
  'bao-cao-don-vi': {
    leadership: 'leadership',
    merits: 'merits',
    shortcomings: 'shortcomings',
    objective_causes: 'objectiveCauses',
    subjective_causes: 'subjectiveCauses',
    addressee: 'addressee',
    next_tasks: 'next',
  },
  'so-tong-ket': {
    comparison: 'comparison',
    models: 'models',
    commendation: 'commendation',
    lessons: 'lessons',
    adjusted_targets: 'adjustedTargets',
    addressee: 'addressee',
    next_tasks: 'next',
  },
  'danh-gia-don-vi': {
    leadership: 'leadership',
    merits: 'merits',
    shortcomings: 'shortcomings',
    objective_causes: 'objectiveCauses',
    subjective_causes: 'subjectiveCauses',
    comparison: 'comparison',
    models: 'models',
    commendation: 'commendation',
    lessons: 'lessons',
    adjusted_targets: 'adjustedTargets',
    addressee: 'addressee',
    next_tasks: 'next',
  },
  'dang-ky-mo-hinh': {
    name: 'model',
    level: 'level',
    kind: 'kind',
    field: 'field',
    difficulties: 'difficulties',
    targets: 'targets',
    solutions: 'solutions',
    owner: 'owner',
    year: 'year',
  },
  'de-nghi-khen-thuong': {
    nominee: 'nominee',
    kind: 'kind',
    form: 'reward',
    achievements: 'achievements',
  },
}

/** The value in which a form says its result in one text. */
const results: { readonly [flow: string]: string } = {
  'dang-ky-mo-hinh': 'name',
  'de-nghi-khen-thuong': 'achievements',
}

const wordsOf = (value: Value | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)

const sectionsOf = (flow: string, textOf: (name: string) => string): readonly (readonly [AnswerSection, string])[] =>
  Object.entries(parts[flow] ?? {}).flatMap(([name, section]) => {
    const text = textOf(name)
    return text === '' ? [] : [[section, text] as const]
  })

/**
 * What a Unit's general assessment says, by the parts of the report to which it adds. Nothing in it is chosen, so it is
 * read without its Flow: an office may have taken that away since.
 */
export function assessmentOfForm(flow: string, unitId: string, values: { readonly [name: string]: Value }): Assessment {
  const textOf = (name: string): string => {
    const value = values[name]
    const texts = isList(value) ? value : [value ?? null]
    return texts.flatMap((one) => (typeof one === 'string' ? paragraphsOf(one) : [])).join('\n')
  }
  return {
    unitId,
    sections: Object.fromEntries(sectionsOf(flow, textOf)),
    recommendation: wordsOf(values.recommendation),
  }
}

/**
 * What a form that was filled in for an Occurrence answers, not yet validated; a form that tells no state is done.
 * `votes`: the council's vote in a sentence, '' where there is none.
 */
export function answerOfForm(
  flow: string,
  values: { readonly [name: string]: Value },
  filled: Filled,
  votes: string,
): { readonly [K in keyof AnswerBody]: unknown } {
  const sections = sectionsOf(flow, (name) => filled.text(name) || filled.list(name).join('\n'))
  const text = filled.text(results[flow] ?? 'text')
  const named = Object.fromEntries(votes === '' ? sections : [...sections, ['votes', votes] as const])
  return {
    state: values.state ?? 'done',
    percent: null,
    text,
    figures: isList(values.figures) ? values.figures : [],
    obstacle: values.state === 'obstacle' ? wordsOf(values.obstacle) : null,
    recommendation: wordsOf(values.recommendation),
    evidence: isList(values.evidence) ? values.evidence : [],
    ...(Object.keys(named).length === 0 ? {} : { sections: named }),
  }
}
