import type { Text } from './flow.ts'

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g
const pathForm = /^[A-Za-z][\w-]*(\.[\w-]+)*$/

/** The paths a template names, in order, malformed ones included. */
export const pathsIn = (text: Text): readonly string[] =>
  linesOf(text).flatMap((line) => [...line.matchAll(placeholder)].map((match) => match[1] ?? ''))

/** Whether a path is written as paths are: names joined by points. */
export const isPath = (path: string): boolean => pathForm.test(path)

/**
 * Fills a template. `show` gives the words for a path, or undefined when it has no value: a line of a list is then
 * left out, in a single text the place stays empty. What is filled in is never read as a template again.
 */
export function fill(text: Text, show: (path: string) => string | undefined): string {
  if (typeof text === 'string') return fillLine(text, (path) => show(path) ?? '').trim()
  return text
    .filter((line) => pathsIn(line).every((path) => show(path) !== undefined))
    .map((line) => fillLine(line, (path) => show(path) ?? ''))
    .join('\n')
    .trim()
}

const linesOf = (text: Text): readonly string[] => (typeof text === 'string' ? [text] : text)

const fillLine = (line: string, show: (path: string) => string): string =>
  line.replace(placeholder, (_, path: string) => show(path))
