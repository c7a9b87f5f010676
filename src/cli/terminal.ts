import type { Operators } from '../text/operators.ts'

/** Whom a command speaks to: what was asked for, what is wrong, and the sentences for both. */
export interface Terminal {
  readonly out: (line: string) => void
  readonly complain: (line: string) => void
  readonly say: Operators
}

/** The terminal of this process, in the language of these sentences. */
export const terminalWith = (say: Operators): Terminal => ({
  out: (line) => console.log(line),
  complain: (line) => console.error(line),
  say,
})
