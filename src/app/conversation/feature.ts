import type { CommandText } from '../../text/vi-commands.ts'
import type { InviteWays } from '../people/inviting.ts'
import type { Apply, Spoken, Talk } from './talk.ts'

/** What a person may type. */
export interface Command {
  /** As it stands after the slash: without accents, lower case. */
  readonly name: string
  /** Words (folded: no accents, lower case) that do the same while nothing is being answered. */
  readonly words?: readonly string[]
  /** How the help and the menu name it; null: it works and is not listed. */
  readonly text: CommandText | null
  /** Who is shown it; without it everybody. `run` checks the right itself. */
  readonly shownTo?: (talk: Talk) => boolean
  /** `rest` is what stands behind the command, trimmed, at most 200 characters. */
  readonly run: (talk: Talk, rest: string | undefined, ways: InviteWays) => Promise<Spoken>
}

/** What a button with a value `verb:rest` does; only the product writes these values. */
export type Press = (talk: Talk, rest: string, ways: InviteWays) => Promise<Spoken>

/** One thing that can be done in chat: its commands, its buttons, and what its Flows save. */
export interface Feature {
  readonly commands?: readonly Command[]
  /** By the verb before the colon of a button's value. */
  readonly buttons?: { readonly [verb: string]: Press }
  /** By the name of the Effect. */
  readonly effects?: { readonly [name: string]: Apply }
  /** Asked, in order, about a text that is no command while nothing is being answered; undefined: not for this one. */
  readonly hears?: (talk: Talk, text: string) => Promise<Spoken | undefined>
}
