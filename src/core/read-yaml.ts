import { type Document, isAlias, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Issue, Read, Reason } from './issue.ts'
import { nearest } from './nearest.ts'
import { type Phrase, phraseIn, type Quoted } from './phrase.ts'

export type YamlPath = readonly (string | number)[]

/** A YAML text taken apart but not yet checked against a schema. */
export interface YamlText {
  readonly file: string
  /** Plain JSON values; undefined when the text is not YAML. */
  readonly raw: unknown
  readonly issues: readonly Issue[]
  /** The line (from 1) of a key or list item; of the nearest one above it when it is not there itself. */
  lineOf(path: YamlPath): number | undefined
}

export interface ReadYaml<T> extends Read<T> {
  lineOf(path: YamlPath): number | undefined
}

/** Characters; a configuration file is a few thousand. */
const sizeLimit = 1_000_000
const aliasLimit = 20

/** `['duties', 0, 'due']` as people write it: `duties[0].due`. */
export const pathText = (path: YamlPath): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  )

/** A value in few words, for a sentence about it. */
export function shown(value: unknown): Quoted {
  if (value === undefined || value === null) return { code: 'nothing' }
  if (Array.isArray(value)) return { code: value.length === 0 ? 'empty-list' : 'list' }
  if (typeof value === 'object') return { code: 'keys-and-values' }
  if (typeof value !== 'string') return String(value)
  return value.length > 60 ? `“${value.slice(0, 59)}…”` : `“${value}”`
}

/** The value at a path of plain JSON values. */
export function valueAt(raw: unknown, path: YamlPath): unknown {
  let value = raw
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string | number, unknown>)[part]
  }
  return value
}

/** Takes a YAML 1.2 text apart: all syntax errors at once, doubled keys included. Dates stay text. */
export function parseYaml(text: string, file: string): YamlText {
  if (text.length > sizeLimit) {
    const reason: Reason = { code: 'yaml:syntax', found: { code: 'too-many-characters', limit: sizeLimit } }
    return { file, raw: undefined, issues: [{ ...reason, file }], lineOf: () => undefined }
  }
  const lines = new LineCounter()
  const syntax = (found: Phrase, offset: number | undefined): Issue =>
    offset === undefined
      ? { code: 'yaml:syntax', found, file }
      : { code: 'yaml:syntax', found, file, line: Math.max(1, lines.linePos(offset).line) }
  let raw: unknown
  let document: Document.Parsed | undefined
  const issues: Issue[] = []
  try {
    document = parseDocument(text.normalize('NFC'), {
      lineCounter: lines,
      prettyErrors: false,
      schema: 'core',
      version: '1.2',
      stringKeys: true,
      resolveKnownTags: false,
      // `silent` would also keep quiet about a second document in the file.
      logLevel: 'error',
    })
    for (const { code: problem, message, pos } of [...document.errors, ...document.warnings])
      issues.push(syntax({ code: 'yaml-problem', problem, message }, pos[0]))
    if (issues.length === 0) raw = document.toJS({ maxAliasCount: aliasLimit })
  } catch (error) {
    // Brackets nested thousands deep and aliases that multiply end here.
    const message = error instanceof Error ? error.message : 'the text cannot be taken apart'
    issues.push(syntax({ code: 'yaml-problem', problem: 'other', message }, undefined))
  }
  const lineOf = (path: YamlPath): number | undefined => {
    const offset = document === undefined ? undefined : offsetOf(document, path)
    return offset === undefined ? undefined : Math.max(1, lines.linePos(offset).line)
  }
  return { file, raw, issues, lineOf }
}

/** Where a path begins in the text: at its key (or list item), so that a value on the next line has its key's line. */
function offsetOf(document: Document.Parsed, path: YamlPath): number | undefined {
  const follow = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node)
  let node = follow(document.contents)
  let offset = (document.contents as Node | null)?.range?.[0]
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => (item.key as { value?: unknown } | null)?.value === String(part))
      if (pair === undefined) return offset
      offset = (pair.key as Node).range?.[0] ?? offset
      node = follow(pair.value)
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined
      if (item === undefined) return offset
      offset = item.range?.[0] ?? offset
      node = follow(item)
    } else return offset
  }
  return offset
}

const typeNames: Readonly<Record<string, Phrase>> = {
  string: { code: 'text' },
  number: { code: 'number' },
  int: { code: 'whole-number' },
  boolean: { code: 'true-or-false' },
  array: { code: 'list' },
  tuple: { code: 'list' },
  object: { code: 'keys-with-values' },
  record: { code: 'keys-with-values' },
  map: { code: 'keys-with-values' },
  null: { code: 'nothing' },
  undefined: { code: 'nothing' },
}

const anotherValue: Phrase = { code: 'another-value' }
const typeName = (expected: string): Phrase => typeNames[expected] ?? anotherValue

// Parts the keys in the message that the error map below gives.
const own = '\u0000'

/** The keys an object schema knows travel in the message: zod's final issue does not carry the schema. */
const marked = (issue: z.core.$ZodRawIssue): string => {
  const definition: unknown = issue.inst?._zod.def
  const known = issue.code === 'unrecognized_keys' ? valueAt(definition, ['shape']) : undefined
  return own + (typeof known === 'object' && known !== null ? Object.keys(known).join(own) : '')
}

/** Lets a refinement of a schema report any Issue; the place is added when the text is read. */
export function refuse(context: z.core.$RefinementCtx, reason: Reason, path: YamlPath = []): void {
  context.addIssue({ code: 'custom', params: { reason }, path: [...path] })
}

function oneOf(allowed: readonly unknown[], found: unknown): Phrase {
  const values = allowed.map(String)
  const near = typeof found === 'string' ? nearest(found, values) : undefined
  return { code: 'one-of', values, ...(near === undefined ? {} : { near }) }
}

function bounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Phrase {
  const small = issue.code === 'too_small'
  const limit = Number(small ? issue.minimum : issue.maximum)
  const kinds: { readonly [origin: string]: 'characters' | 'items' } = { string: 'characters', array: 'items' }
  const of = kinds[issue.origin]
  const facts = of === undefined ? { limit } : { limit, of }
  if (issue.inclusive === false) return { code: small ? 'more-than' : 'less-than', ...facts }
  return { code: small ? 'at-least' : 'at-most', ...facts }
}

type Found = { readonly path: YamlPath; readonly reason: Reason }

/** zod's issue in our words; `above` is the path of the value that the issue's own path starts from. */
function reasonsOf(issue: z.core.$ZodIssue, raw: unknown, above: YamlPath = []): readonly Found[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))]
  const value = valueAt(raw, path)
  const invalid = (wanted: Phrase): readonly Found[] => [
    { path, reason: { code: 'value:invalid', found: shown(value), wanted } },
  ]
  if (issue.code === 'custom') {
    const reason = issue.params?.reason as Reason | undefined
    if (reason !== undefined) return [{ path, reason }]
  }
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(own).filter((key) => key !== '')
    const taken = typeof value === 'object' && value !== null ? Object.keys(value) : []
    return issue.keys.map((key) => {
      const near = nearest(
        key,
        known.filter((name) => !taken.includes(name)),
      )
      const reason: Reason = { code: 'key:unknown', found: key, ...(near === undefined ? {} : { near }) }
      return { path: [...path, key], reason }
    })
  }
  const phrase = phraseIn(issue.message)
  if (phrase !== undefined) return invalid(phrase)
  switch (issue.code) {
    case 'invalid_type':
      return invalid(typeName(issue.expected))
    case 'invalid_value':
      return invalid(oneOf(issue.values, value))
    case 'too_small':
    case 'too_big':
      return invalid(bounds(issue))
    case 'invalid_union': {
      // zod names the options of a discriminated union but does not type them on the final issue.
      if ('options' in issue && Array.isArray(issue.options)) return invalid(oneOf(issue.options, value))
      return unionReasons(issue.errors, raw, path) ?? invalid(anotherValue)
    }
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => reasonsOf(inner, raw, path))
    case 'not_multiple_of':
      return invalid({ code: 'multiple-of', divisor: Number(issue.divisor) })
    default:
      return invalid(anotherValue)
  }
}

/**
 * Of several allowed shapes the one that was meant is the one whose value has the right type: its problems are told.
 * When the type fits none, the types are told.
 */
function unionReasons(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  raw: unknown,
  path: YamlPath,
): readonly Found[] | undefined {
  const depth = (branch: readonly z.core.$ZodIssue[]): number => Math.max(...branch.map((issue) => issue.path.length))
  const meant = branches.filter((branch) => !branch.some((i) => i.path.length === 0 && i.code === 'invalid_type'))
  const best = [...meant].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
  if (best !== undefined) return best.flatMap((issue) => reasonsOf(issue, raw, path))
  const wanted = branches.flatMap((branch) =>
    branch.flatMap((issue) => (issue.code === 'invalid_type' ? [typeName(issue.expected)] : [])),
  )
  const phrases = [...new Map(wanted.map((one) => [one.code, one])).values()]
  const [only, second] = phrases
  if (only === undefined) return undefined
  const reason: Reason = {
    code: 'value:invalid',
    found: shown(valueAt(raw, path)),
    wanted: second === undefined ? only : { code: 'any-of', phrases },
  }
  return [{ path, reason }]
}

/** Checks a parsed text against a schema. Every problem is an Issue with file, line and path; nothing is thrown. */
export function checkYaml<T>(parsed: YamlText, schema: z.ZodType<T>): ReadYaml<T> {
  const { lineOf } = parsed
  if (parsed.issues.length > 0) return { value: undefined, issues: parsed.issues, lineOf }
  const result = schema.safeParse(parsed.raw, { error: marked })
  if (result.success) return { value: result.data, issues: [], lineOf }
  const issues = result.error.issues
    .flatMap((issue) => reasonsOf(issue, parsed.raw))
    .map(({ path, reason }) => placed(parsed, path, reason))
  return { value: undefined, issues: inOrder(issues), lineOf }
}

/** An Issue at a path of a YAML text, with its file and line. */
export function placed(text: Pick<YamlText, 'file' | 'lineOf'>, path: YamlPath, reason: Reason): Issue {
  const line = text.lineOf(path)
  const where = pathText(path)
  return {
    ...reason,
    file: text.file,
    ...(line === undefined ? {} : { line }),
    ...(where === '' ? {} : { path: where }),
  }
}

/** By line; what has no line comes first. Issues of one line keep their order. */
export const inOrder = (issues: readonly Issue[]): readonly Issue[] =>
  [...issues].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))

/**
 * Reads a YAML text (YAML 1.2, dates stay text, at most 1 MB) against a schema. `file` is only a name for the Issues.
 * Every problem is an Issue with file, line and path; `value` is undefined when there is any.
 */
export function readYaml<T>(text: string, file: string, schema: z.ZodType<T>): ReadYaml<T> {
  return checkYaml(parseYaml(text, file), schema)
}
