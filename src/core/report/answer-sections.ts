/**
 * Names of the parts of a report that an Answer carries beside its result, figures, obstacle and recommendation
 * (vn-admin-facts 2.1–2.4). An Answer may lack any of them.
 */
export const answerSections = [
  // 2.1 and 2.2
  'leadership',
  'merits',
  'shortcomings',
  'objectiveCauses',
  'subjectiveCauses',
  'addressee',
  'next',
  'comparison',
  'models',
  'commendation',
  'lessons',
  'adjustedTargets',
  // 2.3
  'model',
  'level',
  'kind',
  'field',
  'difficulties',
  'targets',
  'solutions',
  'owner',
  'year',
  // 2.4
  'nominee',
  'reward',
  'achievements',
  'votes',
] as const

export type AnswerSection = (typeof answerSections)[number]
