import type { RefusalReason } from '../app/ports/document-reader.ts'
import type { Issue } from '../core/issue.ts'

type Of<C extends Issue['code']> = Extract<Issue, { code: C }>

const perhaps = (near: string | undefined, otherwise: string): string =>
  near === undefined ? otherwise : `did you mean “${near}”?`

/** One sentence for each code: what is wrong, and what may be done. Without the place, which `sentenceOf` adds. */
const sentences: { readonly [C in Issue['code']]: (issue: Of<C>) => string } = {
  'file:missing': (i) => `${i.found} cannot be read; check its name and that it may be read.`,
  'yaml:syntax': (i) => `this is not valid YAML: ${i.found}`,
  'value:invalid': (i) => `found ${i.found}; wanted ${i.wanted}.`,
  'key:unknown': (i) => `the key “${i.found}” is not known here; ${perhaps(i.near, 'remove it or correct its name.')}`,
  'id:repeated': (i) => `the id “${i.found}” is used twice; give each its own.`,
  'name:unknown': (i) => `there is no ${i.kind} “${i.found}”; ${perhaps(i.near, `add it or name another ${i.kind}.`)}`,
  'calendar:year-missing': (i) =>
    `the days off of ${i.year} are not known, so ${i.what} has no working day; add config/calendar/vn-${i.year}.yaml.`,
  'calendar:day-conflict': (i) => `${i.found} does not fit: ${i.why}; correct the day.`,
  'calendar:not-sure': (i) =>
    `not all days off of ${i.year} were published when this table was written; compare it with the notice of that year.`,
  'rule:no-interval': (i) =>
    `“${i.what}” recurs (“${i.phrase}”) but no interval is stated, so nothing is asked for it; give “every” (usual: ${i.suggest}).`,
  'rule:no-date': (i) =>
    `“${i.what}” has no date yet (“${i.phrase}”), so nothing is asked for it; give “after” once the date is known.`,
  'rule:end-before-start': (i) => `${i.found} ends before it starts; swap or correct the two days.`,
  'ladder:outside-hours': (i) => `${i.found} is outside working hours; choose a time within the board's hours.`,
  'ladder:not-monotonic': (i) =>
    `${i.found} stands in the wrong order; order the rungs from the earliest to the latest.`,
  'indicator:never-asked': (i) =>
    `no task led by “${i.unit}” lists the indicator “${i.found}”, so its figure is never asked; add it to such a task’s “indicators”.`,
  'plan:over': (i) => `the plan “${i.what}” ended on ${i.found}; nothing more is asked for it.`,
  'plan:unlisted': (i) =>
    `no board lists ${i.found} under “plans”, so nobody is reminded of it; list it or move it away.`,
  'board:role-missing': (i) => `${i.found} has no ${i.wanted}; give one person there this role.`,
  'flow:unreachable': (i) => `the block “${i.found}” is never reached; lead to it from another block or remove it.`,
  'flow:no-such-block': (i) => `there is no block “${i.found}”; ${perhaps(i.near, 'add it or name another block.')}`,
  'flow:never-waits': (i) =>
    `the blocks ${i.found} go round without waiting for an answer; put a question into the circle or lead out of it.`,
  'flow:text-missing': (i) => `the block “${i.found}” has nothing to say; give it a text.`,
  'flow:fact-unknown': (i) =>
    `the text uses “${i.found}”, which the flow is not told; ${perhaps(i.near, 'remove it or declare the fact.')}`,
  'flow:label-missing': (i) => `the choice “${i.found}” has no label; give it the words that stand on its button.`,
  'flow:keyword-repeated': (i) =>
    `“${i.found}” is the word of several choices (${i.choices}); leave it to one of them.`,
  'setting:invalid': (i) =>
    `${i.found === '' ? '' : `found “${i.found}”; `}wanted ${i.wanted}; correct it in the environment, .env or the command.`,
}

/**
 * An Issue as one English line for operators, place first:
 * `config/plans/x.yaml:12: duties[0].due.before: found “2023-02-31”; wanted a day that exists, as 2023-05-10.`
 */
export function sentenceOf(issue: Issue): string {
  // The table's type pairs each code with its own Issue; the compiler cannot follow that through an index.
  const say = sentences[issue.code] as (issue: Issue) => string
  const place = issue.line === undefined ? issue.file : `${issue.file ?? ''}:${issue.line}`
  const line = [place, issue.path, say(issue)].filter((part) => part !== undefined && part !== '').join(': ')
  // What was found is quoted, and must not write to the terminal.
  return line.replace(/\p{Cc}+/gu, ' ')
}

const refusals: { readonly [R in RefusalReason]: string } = {
  empty: 'the file holds no text; check that it is the right one.',
  'too-large': 'the file is larger than 20 MB; make its pictures smaller or split it.',
  'too-many-pages': 'the document is longer than 200 pages; give the plan and its annexes alone.',
  encrypted: 'the file has a password; save it without one.',
  damaged: 'the file is damaged or cut off; open it, save it anew and try again.',
  'kind-unknown':
    'this kind of file is not read; give .docx, .doc, .pdf, .xlsx, .txt, .md or a picture (.png, .jpg, .webp).',
  'wrong-extension': 'the file is not what its name says; save it as .docx or .pdf.',
  'archive-bomb': 'the archive inflates to more than any office file; it was not opened.',
  secret: 'the document has a secrecy stamp; it is neither read nor kept.',
  'legacy-font':
    'the text was typed in a font from before Unicode that could not be converted; convert it and try again.',
  'unreadable-scan': 'the scan is too dark or too blurred to be read; scan it again or give the Word file.',
  'not-vietnamese': 'the text is not Vietnamese.',
  'not-a-plan': 'the document is not a plan.',
}

/** Why a document is not read, for operators; facts in brackets. */
export function refusedDocument(
  reason: RefusalReason,
  facts: { readonly [name: string]: string | number } = {},
): string {
  const known = Object.entries(facts).map(([name, value]) => `${name} ${value}`)
  return known.length === 0 ? refusals[reason] : `${refusals[reason]} (${known.join(', ')})`
}

/** What of a document is no part of a rehearsal, because nobody has looked at it yet. */
export const leftOut = (unclear: number, items: number): string =>
  `${unclear} of ${items} readings are unclear or name no unit of this board, and are left out; \`dung-han import\` shows them.`

const lacking = {
  title: 'the document states no title; hand it in in chat, where it can be given.',
  period: 'the document states no year or period; hand it in in chat, where it can be given.',
  items: 'nothing in the document is due that can be rehearsed before a person has looked at it; hand it in in chat.',
}

/** Why a document gives no plan without a person's help. */
export const noSurePlan = (lacks: keyof typeof lacking): string => lacking[lacks]
