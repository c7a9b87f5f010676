import * as say from '../../text/vi-report.ts'
import type { AnswerSection } from './answer-sections.ts'
import type { Section } from './document-form.ts'
import { type Gathered, paragraphsOf } from './gathered.ts'
import type { Block } from './report.ts'

/** Each line of these is a thing of its own: a model, a person, a commendation. */
const enumerated: ReadonlySet<AnswerSection> = new Set(['models', 'commendation'])

/** What Units wrote under one heading of the outline, by Unit; nothing when nobody wrote any. */
export function toldOf(gathered: Gathered, section: AnswerSection): readonly Block[] {
  return gathered.told.flatMap(({ unitId, sections }): readonly Block[] => {
    const bullet = (text: string): Block => ({
      kind: 'bullet',
      level: 1,
      text: say.unitRaises(gathered.unitName(unitId), text),
    })
    const [first, ...others] = paragraphsOf(sections?.[section] ?? '')
    if (first === undefined) return []
    const further = (text: string): Block => (enumerated.has(section) ? bullet(text) : { kind: 'paragraph', text })
    return [bullet(first), ...others.map(further)]
  })
}

/** A section of the outline that stands only when somebody wrote to it. */
export function toldSection(gathered: Gathered, section: AnswerSection, title: string): readonly Section[] {
  const blocks = toldOf(gathered, section)
  return blocks.length === 0 ? [] : [{ title, blocks }]
}

/**
 * V. Đánh giá chung: merits, shortcomings, obstacles, causes (vn-admin-facts 2.1); the section of obstacles as it is
 * when no Unit wrote more than its obstacle.
 */
export function assessmentOf(gathered: Gathered, obstacles: Section): Section {
  const parts: readonly Section[] = [
    ...toldSection(gathered, 'merits', say.merits),
    ...toldSection(gathered, 'shortcomings', say.shortcomings),
    obstacles,
    ...toldSection(gathered, 'objectiveCauses', say.objectiveCauses),
    ...toldSection(gathered, 'subjectiveCauses', say.subjectiveCauses),
  ]
  if (parts.length === 1) return obstacles
  return {
    title: say.sections.assessment,
    blocks: parts.flatMap(({ title, blocks }, index): readonly Block[] => [
      { kind: 'heading', level: 2, text: `${index + 1}. ${title}` },
      ...blocks,
    ]),
  }
}
