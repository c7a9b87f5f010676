import type { Quoted } from '../core/phrase.ts'
import { englishHelp } from './en-help.ts'
import { englishPhrases } from './en-phrases.ts'
import { type CommandTexts, type IssueTexts, type Operators, phraseText } from './operators.ts'

const perhaps = (near: string | undefined, otherwise: string): string =>
  near === undefined ? otherwise : `did you mean “${near}”?`
const words = (quoted: Quoted): string => phraseText(englishPhrases, quoted)

const issues: IssueTexts = {
  'file:missing': (i) => `${i.found} cannot be read; check its name and that it may be read.`,
  'yaml:syntax': (i) => `this is not valid YAML: ${words(i.found)}`,
  'value:invalid': (i) => `found ${words(i.found)}; wanted ${words(i.wanted)}.`,
  'key:unknown': (i) => `the key “${i.found}” is not known here; ${perhaps(i.near, 'remove it or correct its name.')}`,
  'id:repeated': (i) => `the id “${i.found}” is used twice; give each its own.`,
  'name:unknown': (i) => `there is no ${i.kind} “${i.found}”; ${perhaps(i.near, `add it or name another ${i.kind}.`)}`,
  'calendar:year-missing': (i) =>
    `the days off of ${i.year} are not known, so ${i.what} has no working day; add config/calendar/vn-${i.year}.yaml.`,
  'calendar:day-conflict': (i) => `${i.found} does not fit: ${words(i.why)}; correct the day.`,
  'calendar:not-sure': (i) =>
    `not all days off of ${i.year} were published when this table was written; compare it with the notice of that year.`,
  'rule:no-interval': (i) =>
    `“${i.what}” recurs (“${i.phrase}”) but no interval is stated, so nothing is asked for it; give “every” (usual: ${i.suggest}).`,
  'rule:no-date': (i) =>
    `“${i.what}” has no date yet (“${i.phrase}”), so nothing is asked for it; give “after” once the date is known.`,
  'rule:end-before-start': (i) => `${words(i.found)} ends before it starts; swap or correct the two days.`,
  'ladder:outside-hours': (i) => `${i.found} is outside working hours; choose a time within the board's hours.`,
  'ladder:not-monotonic': (i) =>
    `${i.found} stands in the wrong order; order the rungs from the earliest to the latest.`,
  'indicator:never-asked': (i) =>
    `no task led by “${i.unit}” lists the indicator “${i.found}”, so its figure is never asked; add it to such a task’s “indicators”.`,
  'plan:over': (i) => `the plan “${i.what}” ended on ${i.found}; nothing more is asked for it.`,
  'plan:unlisted': (i) =>
    `no board lists ${i.found} under “plans”, so nobody is reminded of it; list it or move it away.`,
  'board:role-missing': (i) => `${words(i.found)} has no ${i.wanted.join(', ')}; give one person there this role.`,
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
    `${i.found === '' ? '' : `found “${i.found}”; `}wanted ${words(i.wanted)}; correct it in the environment, .env or the command.`,
}

const refusals: Operators['refusals'] = {
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

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
/** A word that was meant, as a question of its own. */
const meant = (near: string | undefined, otherwise: string): string =>
  near === undefined ? otherwise : `; did you mean "${near}"?`

const commands: CommandTexts = {
  notice: (line) => `notice: ${line}`,
  moreProblems: (file, count) => `${file}: and ${count} problems more.`,
  checked: (files, problems) => `${counted(files, 'file')} read, ${counted(problems, 'problem')}`,
  page: (page, pages) => `page ${page} of ${pages}`,
  leftOut: (unclear, items) =>
    `${unclear} of ${items} readings are unclear or name no unit of this board, and are left out; \`dung-han import\` shows them.`,
  noSurePlan: {
    title: 'the document states no title; hand it in in chat, where it can be given.',
    period: 'the document states no year or period; hand it in in chat, where it can be given.',
    items: 'nothing in the document is due that can be rehearsed before a person has looked at it; hand it in in chat.',
  },
  messages: (count) => `${count} messages.`,

  nothingStarted: 'Nothing was started. Correct the lines above and start again.',
  start: {
    database: ({ why }) => `The database cannot be used${why}; look at DATABASE_URL and whether the server runs.`,
    'data-folder': ({ folder, why }) => `The data folder ${folder} cannot be used${why}; give another one with --data.`,
    'damaged-database': ({ folder }) =>
      `The database in ${folder} cannot be opened; restore it from a backup, or give another folder.`,
    redis: () => 'Redis cannot be reached; look at REDIS_URL and whether it runs.',
    'link-key': ({ file }) => `The key in ${file} is damaged; remove it and start again.`,
  },
  portTaken: (port) => `Port ${port} is in use. Choose another one: dung-han serve --port ${port + 1}`,
  folderHeld: ({ folder, pid, host, since }) =>
    `The data folder ${folder} is in use by process ${pid} on ${host} since ${since}; stop that process, or give this one another folder with --data.`,
  inviteInChat: 'While the server runs, an admin invites people in chat with /moi.',
  otherClock: {
    real: 'These records belong to a demo or a rehearsal with a virtual clock. Start with a data folder (or database) of its own: --data FOLDER.',
    virtual:
      'These records belong to a server on real time, so no virtual clock may run on them. Start with another data folder: --data FOLDER.',
  },
  ready: (address) => `Đúng Hạn is ready: ${address}`,
  demoClock: (instant) => `The demo's clock stands at ${instant}.`,
  channels: (names) => `Channels: ${names.join(', ')}`,
  connectOa: (address) =>
    `The Zalo OA is not connected yet. Its admin opens this address and agrees (once, 7 days): ${address}`,
  invitation: (name, code, links) =>
    `Invitation for ${name} (once, 7 days): /start ${code}${links.map((link) => `  ${link}`).join('')}`,
  failed: (message) => `dung-han: ${message}`,

  noPerson: (id, near) => `The board has no person "${id}"${meant(near, '')}`,
  noPersonNamed: (name, near, known) => `No person "${name}"${meant(near, '.')} Known: ${known.join(', ')}.`,
  invited: (name, days) => `For ${name}; once, ${days} days.`,
  noRecords: (folder) => `The data folder ${folder} holds no records yet; name the one that “serve” uses with --data.`,

  noConversations: (personId) => `${personId} has held no conversation yet.`,
  noConversation: (personId, session) =>
    `${personId} has no conversation ${session}; without --session all are listed.`,
  flowGone: (flow) =>
    `The flow "${flow}" is gone or has another version now; keep the conversation with the flows it was held with.`,
  nothingSaid: (personId) => `Nothing was said between ${personId} and the product in these days.`,
  saidTooLongAgo: 'Too much was said since these days; choose later ones.',
  sessionOrDays: 'Choose a conversation (--session), a period, or the newest day: one of the three.',
  otherEnd:
    'Played again, the conversation comes to another end: the flow was changed, or messages of it have been erased. Nothing was written.',
  keptWithoutNames: (file) =>
    `Kept in ${file}. Read it once more before it leaves the office: names are replaced, what was written is not.`,

  noPlanFollowed: (plan, plans) => `The data folder follows no plan "${plan}"; it has: ${plans.join(', ') || 'none'}.`,
  noReport: (duty, due, days) =>
    `Duty "${duty}" has no report ${due === undefined ? 'with a date' : `due ${due}`}; it has: ${days.join(', ') || 'none'}.`,
  noDuty: (plan, duty, near, duties) =>
    `Plan "${plan}" has no duty "${duty}"${meant(near, '')} It has: ${duties.join(', ')}.`,
  severalDays: (duty, days) =>
    `Duty "${duty}" falls due several times; choose one: ${days.map((day) => `--due ${day}`).join(', ')}.`,
  written: (file, bytes) => `${file} (${bytes} bytes)`,

  unreadable: 'The file cannot be read.',
  kept: (file) => `Kept in ${file}.`,
  cannotBeWritten: (file) => `${file}: cannot be written; give a file in a folder that exists.`,

  corrections: {
    nothing: 'nothing',
    nobody: 'nobody',
    blank: 'blank',
    head: 'head',
    changes: {
      dropped: 'dropped',
      due: 'due',
      units: 'units',
      what: 'what',
      kind: 'kind',
      to: 'to',
      added: 'added',
      value: 'value',
      name: 'name',
      number: 'number',
      'issued-on': 'issued-on',
      title: 'title',
      period: 'period',
      issuer: 'issuer',
    },
    kinds: {
      task: 'task',
      report: 'report',
      review: 'review',
      commendation: 'commendation',
      registration: 'registration',
    },
  },
}

/** Sentences for operators in English. */
export const english: Operators = {
  issues,
  phrases: englishPhrases,
  refusals,
  refusalFacts: {
    confidence: 'confidence',
    font: 'font',
    found: 'found',
    kind: 'kind',
    megabytes: 'megabytes',
    megapixels: 'megapixels',
    most: 'most',
    pages: 'pages',
  },
  commands,
  help: englishHelp,
}
