import type { RefusalReason } from '../app/ports/document-reader.ts'
import type { StartTrouble } from '../app/ports/start-trouble.ts'
import type { Correction } from '../core/intake/corrections.ts'
import type { ItemKind } from '../core/intake/plan-draft.ts'
import type { Issue } from '../core/issue.ts'
import type { PhraseCode, PhraseOf, Quoted } from '../core/phrase.ts'

type IssueOf<C extends Issue['code']> = Extract<Issue, { readonly code: C }>

/** One sentence for each code: what is wrong, and what may be done. Without the place, which `sentenceOf` adds. */
export type IssueTexts = { readonly [C in Issue['code']]: (issue: IssueOf<C>) => string }

export type PhraseTexts = { readonly [C in PhraseCode]: (phrase: PhraseOf<C>) => string }

/** What commands print besides Issues. Days and instants as in files, addresses whole. */
export interface CommandTexts {
  notice(line: string): string
  moreProblems(file: string, count: number): string
  checked(files: number, problems: number): string
  page(page: number, pages: number): string
  /** What of a document is no part of a rehearsal, because nobody has looked at it yet. */
  leftOut(unclear: number, items: number): string
  /** Why a document gives no plan without a person's help. */
  readonly noSurePlan: { readonly [L in 'title' | 'period' | 'items']: string }
  messages(count: number): string

  readonly nothingStarted: string
  readonly start: {
    readonly [C in StartTrouble['code']]: (trouble: Extract<StartTrouble, { readonly code: C }>) => string
  }
  portTaken(port: number): string
  folderHeld(held: FolderHolding): string
  readonly inviteInChat: string
  readonly otherClock: { readonly [W in 'real' | 'virtual']: string }
  ready(address: string): string
  demoClock(instant: string): string
  channels(names: readonly string[]): string
  connectOa(address: string): string
  invitation(name: string, code: string, links: readonly string[]): string
  failed(message: string): string

  noPerson(id: string, near: string | undefined): string
  noPersonNamed(name: string, near: string | undefined, known: readonly string[]): string
  invited(name: string, days: number): string
  noRecords(folder: string): string

  noConversations(personId: string): string
  noConversation(personId: string, session: string): string
  flowGone(flow: string): string
  nothingSaid(personId: string): string
  readonly saidTooLongAgo: string
  readonly sessionOrDays: string
  readonly otherEnd: string
  keptWithoutNames(file: string): string

  noPlanFollowed(plan: string, plans: readonly string[]): string
  noReport(duty: string, due: string | undefined, days: readonly string[]): string
  noDuty(plan: string, duty: string, near: string | undefined, duties: readonly string[]): string
  severalDays(duty: string, days: readonly string[]): string
  written(file: string, bytes: number): string

  readonly unreadable: string
  kept(file: string): string
  cannotBeWritten(file: string): string

  readonly corrections: {
    readonly nothing: string
    readonly nobody: string
    readonly blank: string
    readonly head: string
    readonly changes: { readonly [C in Correction['change']]: string }
    readonly kinds: { readonly [K in ItemKind]: string }
  }
}

/** Who holds a data folder. */
export interface FolderHolding {
  readonly folder: string
  readonly pid: number
  readonly host: string
  readonly since: string
}

/** The words of `--help`: of each command what it does, its arguments and options. */
export interface HelpTexts {
  readonly about: string
  /** What commander calls the parts of its help. */
  readonly headings: { readonly [H in Heading]: string }
  readonly version: string
  readonly help: string
  readonly data: string
  readonly json: string
  readonly serve: { readonly [P in 'does' | 'demo' | 'port' | 'clock' | 'plan' | 'role']: string }
  readonly import: { readonly [P in 'does' | 'file' | 'text']: string }
  readonly corrections: string
  readonly rehearse: { readonly [P in 'does' | 'plans' | 'board' | 'from' | 'to']: string }
  readonly report: { readonly [P in 'does' | 'plan' | 'duty' | 'out' | 'due']: string }
  readonly invite: { readonly [P in 'does' | 'person']: string }
  readonly chat: { readonly [P in 'does' | 'flow' | 'as' | 'save']: string }
  readonly conversation: {
    readonly [P in 'does' | 'person' | 'session' | 'from' | 'to' | 'last' | 'save']: string
  }
  readonly check: { readonly [P in 'does' | 'files']: string }
  /** How a command line was mistyped, from commander's own English line. */
  mistyped(message: string): string
}

type Heading = 'Usage:' | 'Arguments:' | 'Options:' | 'Commands:' | '[options]' | '[command]'

/** What comes with a refusal: a kind of file, pages, sizes. */
export type RefusalFact = 'confidence' | 'font' | 'found' | 'kind' | 'megabytes' | 'megapixels' | 'most' | 'pages'

/** Every sentence for operators, in one language. A sentence that one language has and another has not does not compile. */
export interface Operators {
  readonly issues: IssueTexts
  readonly phrases: PhraseTexts
  /** Why a document is not read. */
  readonly refusals: { readonly [R in RefusalReason]: string }
  readonly refusalFacts: { readonly [F in RefusalFact]: string }
  readonly commands: CommandTexts
  readonly help: HelpTexts
}

/** What is quoted stays as it is; a phrase gets its words. */
export function phraseText(phrases: PhraseTexts, quoted: Quoted): string {
  if (typeof quoted === 'string') return quoted
  // The table's type pairs each code with its own facts; the compiler cannot follow that through an index.
  const say = phrases[quoted.code] as (phrase: Quoted) => string
  return say(quoted)
}

/**
 * An Issue as one line for operators, place first:
 * `config/plans/x.yaml:12: duties[0].due.before: found “2023-02-31”; wanted a day that exists, written like 2023-05-10.`
 */
export function sentenceOf(issue: Issue, { issues }: Operators): string {
  const say = issues[issue.code] as (issue: Issue) => string
  const place = issue.line === undefined ? issue.file : `${issue.file ?? ''}:${issue.line}`
  const line = [place, issue.path, say(issue)].filter((part) => part !== undefined && part !== '').join(': ')
  // What was found is quoted, and must not write to the terminal.
  return line.replace(/\p{Cc}+/gu, ' ')
}

/** Why a document is not read; facts in brackets. */
export function refusedDocument(
  reason: RefusalReason,
  facts: { readonly [name: string]: string | number },
  { refusals, refusalFacts }: Operators,
): string {
  const names: { readonly [name: string]: string } = refusalFacts
  const known = Object.entries(facts).map(([name, value]) => `${names[name] ?? name} ${value}`)
  return known.length === 0 ? refusals[reason] : `${refusals[reason]} (${known.join(', ')})`
}

/** Why nothing can start. */
export function startText(trouble: StartTrouble, { commands }: Operators): string {
  const say = commands.start[trouble.code] as (trouble: StartTrouble) => string
  return say(trouble)
}
