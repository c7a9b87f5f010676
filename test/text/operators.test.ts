import { describe, expect, it } from 'vitest'
import type { StartTrouble } from '../../src/app/ports/start-trouble.ts'
import { type Issue, isNotice } from '../../src/core/issue.ts'
import { type Phrase, type PhraseCode, type PhraseOf, phraseIn, wanted } from '../../src/core/phrase.ts'
import { english } from '../../src/text/en.ts'
import { languageOf } from '../../src/text/language.ts'
import { type CommandTexts, type Operators, phraseText, sentenceOf, startText } from '../../src/text/operators.ts'
import { operatorsIn } from '../../src/text/operators-in.ts'
import { vietnamese } from '../../src/text/vi-operators.ts'

type IssueOf<C extends Issue['code']> = Extract<Issue, { readonly code: C }>

/** Every Issue, with facts that are words of no language. */
const issues: { readonly [C in Issue['code']]: Omit<IssueOf<C>, 'code'> } = {
  'file:missing': { found: 'q/w.yaml' },
  'yaml:syntax': { found: { code: 'not-utf-8' } },
  'value:invalid': { found: '“zx1”', wanted: { code: 'day' } },
  'key:unknown': { found: 'zx1', near: 'zx2' },
  'id:repeated': { found: 'zx1' },
  'name:unknown': { kind: 'unit', found: 'zx1', near: 'zx2' },
  'calendar:year-missing': { year: 2031, what: 'zx1' },
  'calendar:day-conflict': { found: '2031-02-03', why: { code: 'day-twice' } },
  'calendar:not-sure': { year: 2031 },
  'rule:no-interval': { what: 'zx1', phrase: 'zx2', suggest: 'zx3' },
  'rule:no-date': { what: 'zx1', phrase: 'zx2' },
  'rule:end-before-start': { found: { code: 'span', from: '2031-02-03', to: '2031-01-01' } },
  'ladder:outside-hours': { found: '05:00' },
  'ladder:not-monotonic': { found: 'zx1 -3' },
  'indicator:never-asked': { found: 'zx1', unit: 'zx2' },
  'plan:over': { what: 'zx1', found: '2031-12-31' },
  'plan:unlisted': { found: 'zx1.yaml' },
  'board:role-missing': { found: { code: 'the-unit', id: 'zx1' }, wanted: ['head'] },
  'flow:unreachable': { found: 'zx1' },
  'flow:no-such-block': { found: 'zx1', near: 'zx2' },
  'flow:never-waits': { found: 'zx1 → zx2' },
  'flow:text-missing': { found: 'zx1' },
  'flow:fact-unknown': { found: 'zx1', near: 'zx2' },
  'flow:label-missing': { found: 'zx1' },
  'flow:keyword-repeated': { found: 'zx1', choices: 'zx2, zx3' },
  'setting:invalid': { found: 'zx1', wanted: { code: 'port' } },
}

/** Every phrase, in the same manner. */
const phrases: { readonly [C in PhraseCode]: Omit<PhraseOf<C>, 'code'> } = {
  nothing: {},
  'empty-list': {},
  list: {},
  'keys-and-values': {},
  span: { from: '07:30', to: '06:00' },
  'no-rule': {},
  'keys-together': { keys: ['zx1', 'zx2'] },
  'time-beside': { key: 'zx1' },
  'weekday-beside': { every: 'zx1' },
  'the-unit': { id: 'zx1' },
  'the-board': {},
  // The parser's own message is English; the Vietnamese sentence goes by its code.
  'yaml-problem': { problem: 'BAD_INDENT', message: '' },
  'too-many-characters': { limit: 777 },
  'file-too-large': {},
  'not-utf-8': {},
  text: {},
  'not-empty': {},
  number: {},
  'whole-number': {},
  'true-or-false': {},
  'keys-with-values': {},
  'another-value': {},
  'one-of': { values: ['zx1', 'zx2'], near: 'zx1' },
  'any-of': { phrases: [{ code: 'number' }, { code: 'list' }] },
  'at-least': { limit: 777, of: 'characters' },
  'at-most': { limit: 777, of: 'items' },
  'more-than': { limit: 777, of: 'items' },
  'less-than': { limit: 777, of: 'characters' },
  'multiple-of': { divisor: 777 },
  day: {},
  time: {},
  id: {},
  'id-of': { kind: 'indicator' },
  'month-day': {},
  'key-sets': { sets: [['zx1', 'zx2'], ['zx3']] },
  'exactly-one-key': { keys: ['zx1', 'zx2'] },
  'time-only-beside-a-day': {},
  'weekday-only-beside-week': {},
  'stretch-that-exists': {},
  'hours-after': { time: '07:30' },
  'no-group-word': {},
  'some-unit': {},
  'per-cent': {},
  'calendar-day': {},
  'morning-time': {},
  'rung-id': {},
  'not-of-year': { year: 2031 },
  'day-twice': {},
  'worked-on-weekday': {},
  'off-on-weekend': { kind: 'zx1' },
  'no-weekend': {},
  'holiday-for-a-day': { kind: 'zx1' },
  'no-such-day': { day: '2031-02-03' },
  'cannot-stand-for': { day: '2031-02-03', kind: 'zx1', other: 'zx2' },
  'block-name': {},
  'fact-path': {},
  'one-word': {},
  'not-skip': {},
  'not-remarks': {},
  'not-value': {},
  'save-block': {},
  'numeric-block': {},
  'at-least-key': { key: 'zx1', limit: 777 },
  'fact-that-is': { shape: 'number' },
  'list-with-ids': {},
  'golden-instant': {},
  address: { protocols: ['zx1', 'zx2'] },
  either: { words: ['zx1', 'zx2', 'zx3'] },
  'one-word-of': { words: ['zx1', 'zx2'] },
  words: { words: ['zx1', 'zx2'] },
  'whole-number-between': { from: 777, to: 888 },
  'messages-or-none': { from: 777, to: 888 },
  port: {},
  'webhook-secret': {},
  'telegram-token': {},
  'zalo-token': {},
  'app-id': {},
  'oa-id': {},
  'template-id': {},
  'template-data': {},
  verification: {},
  'value-because': { setting: 'ZX_1' },
  'public-url-because': { setting: 'ZX_1' },
  'https-because': { setting: 'ZX_1' },
  'https-in-production': {},
  'day-such-as': {},
  'instant-such-as': {},
  'database-for-roles': {},
  'no-clock-in-production': {},
  'no-demo-in-production': {},
  'channel-in-production': {},
  'all-for-demo': {},
}

const troubles: { readonly [C in StartTrouble['code']]: Omit<Extract<StartTrouble, { readonly code: C }>, 'code'> } = {
  database: { why: ' (ZX1)' },
  'data-folder': { folder: '/q/w', why: ' (ZX1)' },
  'damaged-database': { folder: '/q/w' },
  redis: {},
  'link-key': { file: '/q/w' },
}

const listOf = <T>(table: object): readonly T[] =>
  Object.entries(table).map(([code, facts]) => ({ code, ...(facts as object) }) as T)

/** What commands say, each with all its facts. */
const spoken: { readonly [K in keyof CommandTexts]: (say: CommandTexts) => string | readonly string[] } = {
  notice: (say) => say.notice('zx1'),
  moreProblems: (say) => say.moreProblems('zx1', 777),
  checked: (say) => [say.checked(777, 888), say.checked(1, 1), say.checked(1, 0)],
  page: (say) => say.page(777, 888),
  leftOut: (say) => say.leftOut(777, 888),
  noSurePlan: (say) => Object.values(say.noSurePlan),
  messages: (say) => say.messages(777),
  nothingStarted: (say) => say.nothingStarted,
  start: (say) => listOf<StartTrouble>(troubles).map((one) => startText(one, { ...english, commands: say })),
  portTaken: (say) => say.portTaken(3000),
  folderHeld: (say) => say.folderHeld({ folder: '/q/w', pid: 777, host: 'zx1', since: '2031-01-01T00:00:00Z' }),
  inviteInChat: (say) => say.inviteInChat,
  otherClock: (say) => Object.values(say.otherClock),
  ready: (say) => say.ready('zx1'),
  demoClock: (say) => say.demoClock('zx1'),
  channels: (say) => say.channels(['zx1', 'zx2']),
  connectOa: (say) => say.connectOa('zx1'),
  invitation: (say) => say.invitation('zx1', 'zx2', ['zx3']),
  failed: (say) => say.failed('zx1'),
  noPerson: (say) => [say.noPerson('zx1', 'zx2'), say.noPerson('zx1', undefined)],
  noPersonNamed: (say) => [say.noPersonNamed('zx1', 'zx2', ['zx3']), say.noPersonNamed('zx1', undefined, [])],
  invited: (say) => say.invited('zx1', 777),
  noRecords: (say) => say.noRecords('zx1'),
  noConversations: (say) => say.noConversations('zx1'),
  noConversation: (say) => say.noConversation('zx1', '777'),
  flowGone: (say) => say.flowGone('zx1'),
  nothingSaid: (say) => say.nothingSaid('zx1'),
  saidTooLongAgo: (say) => say.saidTooLongAgo,
  sessionOrDays: (say) => say.sessionOrDays,
  otherEnd: (say) => say.otherEnd,
  keptWithoutNames: (say) => say.keptWithoutNames('zx1'),
  noPlanFollowed: (say) => [say.noPlanFollowed('zx1', ['zx2']), say.noPlanFollowed('zx1', [])],
  noReport: (say) => [say.noReport('zx1', 'zx2', ['zx3']), say.noReport('zx1', undefined, [])],
  noDuty: (say) => [say.noDuty('zx1', 'zx2', 'zx3', ['zx4']), say.noDuty('zx1', 'zx2', undefined, [])],
  severalDays: (say) => say.severalDays('zx1', ['zx2']),
  written: (say) => say.written('zx1', 777),
  unreadable: (say) => say.unreadable,
  kept: (say) => say.kept('zx1'),
  cannotBeWritten: (say) => say.cannotBeWritten('zx1'),
  corrections: ({ corrections }) => textsIn(corrections),
}

const textsIn = (table: object): readonly string[] =>
  Object.values(table).flatMap((one) =>
    typeof one === 'string' ? [one] : typeof one === 'object' && one !== null ? textsIn(one) : [],
  )
const spokenIn = (name: keyof CommandTexts, { commands }: Operators): string =>
  [spoken[name](commands)].flat().join('\n')
const marksIn = (text: string): readonly string[] => [...new Set(text.match(/zx\d|777|888|3001|\/q\/w|--\w+/g))].sort()

type Said = readonly [name: string, facts: object, say: (all: Operators) => string]
const sentences: readonly Said[] = [
  ...listOf<Issue>(issues).map((one): Said => [one.code, one, (say) => sentenceOf(one, say)]),
  ...listOf<Phrase>(phrases).map((one): Said => [one.code, one, (say) => phraseText(say.phrases, one)]),
  ...listOf<StartTrouble>(troubles).map((one): Said => [one.code, one, (say) => startText(one, say)]),
]

/** Names of formats, products, files and settings, which have no language. */
const names = new Set(
  (
    'yaml utf json https env config calendar data database url redis node production telegram zalo bot botfather ' +
    'manager official account gia lai ten person'
  ).split(' '),
)

/** Keys and words of files and of the command line that a sentence must name as they are written. */
const keys: { readonly [code: string]: readonly string[] } = {
  'rule:no-interval': ['every'],
  'rule:no-date': ['after'],
  'indicator:never-asked': ['indicators'],
  'plan:unlisted': ['plans'],
  'board:role-missing': ['head'],
  'time-beside': ['time'],
  'weekday-beside': ['weekday'],
  'true-or-false': ['true', 'false'],
  'time-only-beside-a-day': ['time', 'before'],
  'weekday-only-beside-week': ['weekday', 'every', 'week'],
  'worked-on-weekday': ['swap', 'work'],
  'no-weekend': ['weekend'],
  'fact-path': ['previous', 'text'],
  'not-skip': ['skip'],
  'not-remarks': ['remarks'],
  'not-value': ['value'],
  'save-block': ['save'],
  'numeric-block': ['numeric'],
  'list-with-ids': ['facts', 'given'],
  'messages-or-none': ['none'],
  'database-for-roles': ['role', 'all'],
  'all-for-demo': ['all'],
}

const wordsIn = (text: string): readonly string[] =>
  text.toLowerCase().match(/(?<![\p{L}\d])[a-z]{3,}(?![\p{L}\d])/gu) ?? []
const englishWords = new Set(sentences.flatMap(([, , say]) => wordsIn(say(english))))

/** Every text and number among facts, but not what is a code itself. */
const factsIn = (facts: object): readonly string[] =>
  Object.entries(facts).flatMap(([key, value]): readonly string[] => {
    if (['code', 'kind', 'shape', 'of', 'problem'].includes(key) && !/^zx/.test(String(value))) return []
    if (Array.isArray(value)) return value.flatMap((one) => factsIn({ one }))
    return typeof value === 'object' && value !== null ? factsIn(value) : [String(value)]
  })

describe('the sentences for operators', () => {
  it.each(sentences)('say %s in both languages with all its facts', (_, facts, say) => {
    for (const fact of factsIn(facts)) {
      expect(say(english)).toContain(fact)
      expect(say(vietnamese)).toContain(fact)
    }
    expect(say(english)).not.toMatch(/undefined|\[object/)
    expect(say(vietnamese)).not.toMatch(/undefined|\[object/)
  })

  it.each(sentences)('say %s in Vietnamese without an English word', (code, _, say) => {
    const told = say(vietnamese)
    expect(told).toBe(told.normalize('NFC'))
    expect(told.trim()).toBe(told)
    expect(
      wordsIn(told).filter((word) => englishWords.has(word) && !names.has(word) && !keys[code]?.includes(word)),
    ).toEqual([])
  })

  it('are whole sentences: an issue ends with a full stop or a question', () => {
    for (const issue of listOf<Issue>(issues))
      for (const say of [english, vietnamese])
        if (issue.code !== 'yaml:syntax') expect(sentenceOf(issue, say)).toMatch(/[.?]$/)
  })

  it.each(Object.keys(spoken) as (keyof CommandTexts)[])('say %s of commands in both languages', (name) => {
    const told = spokenIn(name, vietnamese)
    expect(marksIn(told)).toEqual(marksIn(spokenIn(name, english)))
    expect(told).toBe(told.normalize('NFC'))
    expect(told).not.toMatch(/undefined|\[object/)
    const kept = ['import', 'serve', 'dung', 'han', 'start', 'port', 'session', 'due', 'moi']
    const foreign = wordsIn(spokenIn(name, english))
    expect(wordsIn(told).filter((word) => foreign.includes(word) && !names.has(word) && !kept.includes(word))).toEqual(
      [],
    )
  })

  it('have all of the help in Vietnamese', () => {
    const told = textsIn(vietnamese.help)
    const foreign = textsIn(english.help)
    expect(told).toHaveLength(foreign.length)
    for (const [index, text] of told.entries()) {
      expect(text).toBe(text.normalize('NFC'))
      expect(text).not.toBe(foreign[index])
      expect(text).toMatch(/[^\p{ASCII}]/u)
    }
  })

  it('say every mistake of a YAML text in Vietnamese, whatever the parser says in English', () => {
    const problem: Phrase = { code: 'yaml-problem', problem: 'TAB_AS_INDENT', message: 'Tabs are not allowed' }
    expect(sentenceOf({ code: 'yaml:syntax', found: problem, file: 'a.yaml', line: 2 }, english)).toBe(
      'a.yaml:2: this is not valid YAML: Tabs are not allowed',
    )
    expect(sentenceOf({ code: 'yaml:syntax', found: problem, file: 'a.yaml', line: 2 }, vietnamese)).toBe(
      'a.yaml:2: tệp viết sai quy cách YAML: thụt lề bằng phím Tab; dùng dấu cách.',
    )
  })

  it('have no two alike, so that each tells its own matter', () => {
    for (const say of [english, vietnamese]) {
      const said = listOf<Issue>(issues).map((issue) => sentenceOf(issue, say))
      expect(new Set(said).size).toBe(said.length)
    }
    expect(listOf<Issue>(issues).filter(isNotice)).toHaveLength(5)
  })
})

describe('sentenceOf', () => {
  const issue: Issue = {
    code: 'value:invalid',
    found: '“2023-02-31”',
    wanted: { code: 'day' },
    file: 'config/plans/x.yaml',
    line: 12,
    path: 'duties[0].due.before',
  }

  it('puts file, line and path before the sentence', () => {
    expect(sentenceOf(issue, english)).toBe(
      'config/plans/x.yaml:12: duties[0].due.before: found “2023-02-31”; wanted a day that exists, written like 2023-05-10.',
    )
    expect(sentenceOf(issue, vietnamese)).toBe(
      'config/plans/x.yaml:12: duties[0].due.before: đang ghi “2023-02-31”; cần một ngày có thật, viết như 2023-05-10.',
    )
  })

  it('leaves out the places that are not known', () => {
    expect(sentenceOf({ code: 'yaml:syntax', found: { code: 'not-utf-8' }, file: 'x.yaml' }, english)).toMatch(
      /^x\.yaml: this is not valid YAML/,
    )
    expect(sentenceOf({ code: 'file:missing', found: 'y.yaml' }, english)).toMatch(/^y\.yaml cannot be read/)
  })

  it('offers the near word, or says what else may be done', () => {
    const near: Issue = { code: 'name:unknown', kind: 'unit', found: 'van-phogn', near: 'van-phong' }
    expect(sentenceOf(near, english)).toBe('there is no unit “van-phogn”; did you mean “van-phong”?')
    expect(sentenceOf(near, vietnamese)).toBe('không có đơn vị “van-phogn”; có phải “van-phong” không?')
    const far: Issue = { code: 'name:unknown', kind: 'unit', found: 'kho' }
    expect(sentenceOf(far, english)).toBe('there is no unit “kho”; add it or name another unit.')
    expect(sentenceOf(far, vietnamese)).toBe('không có đơn vị “kho”; thêm vào hoặc ghi đơn vị khác.')
  })

  it('names no value where an issue carries none', () => {
    const address: Phrase = { code: 'address', protocols: ['redis', 'rediss'] }
    const setting: Issue = { code: 'setting:invalid', path: 'REDIS_URL', found: '', wanted: address }
    expect(sentenceOf(setting, english)).toMatch(/^REDIS_URL: wanted an address/)
    expect(sentenceOf(setting, vietnamese)).toMatch(/^REDIS_URL: cần địa chỉ bắt đầu bằng redis:\/\/ hoặc rediss:\/\/;/)
    expect(sentenceOf({ ...issue, found: { code: 'nothing' } }, vietnamese)).toContain(': chưa ghi gì; cần')
  })

  it('writes nothing to the terminal that a file smuggles in', () => {
    for (const say of [english, vietnamese])
      expect(sentenceOf({ code: 'key:unknown', found: 'a\u001b[2J' }, say)).not.toMatch(/\p{Cc}/u)
  })
})

describe('a phrase', () => {
  it('goes through the message of a check and comes out as it was', () => {
    for (const phrase of listOf<Phrase>(phrases)) expect(phraseIn(wanted(phrase))).toEqual(phrase)
    expect(phraseIn('Invalid input: expected string')).toBeUndefined()
  })
})

describe('the language of operators', () => {
  it.each([
    ['vi', 'vi'],
    [' vi ', 'vi'],
    ['en', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['vi_VN:vi', 'en'],
    ['fr', 'en'],
  ] as const)('with LANGUAGE=%s is %s', (setting, language) => {
    expect(languageOf(setting)).toBe(language)
    expect(operatorsIn(languageOf(setting))).toBe(language === 'vi' ? vietnamese : english)
  })
})
