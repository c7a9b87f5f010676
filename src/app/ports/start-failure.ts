import { english } from '../../text/en.ts'
import { startText } from '../../text/operators.ts'
import type { StartTrouble } from './start-trouble.ts'

/** Nothing can start. The message is for logs; `trouble` says it to an operator in the operator's language. */
export class StartFailure extends Error {
  override name = 'StartFailure'
  readonly trouble: StartTrouble

  constructor(trouble: StartTrouble, cause?: unknown) {
    super(startText(trouble, english), cause === undefined ? {} : { cause })
    this.trouble = trouble
  }
}
