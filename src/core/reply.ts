/** A button, or a numbered choice where a channel has no buttons. */
export interface Choice {
  readonly label: string
  /** What comes back when it is chosen; only the product reads it, so it may be long. */
  readonly value: string
}

/** A file that goes out with a message; the bytes are kept by the store of files under their SHA-256. */
export interface FileRef {
  readonly sha256: string
  readonly name: string
  readonly mime: string
  /** bytes */
  readonly size: number
}

/** What the product says in one message, whatever the channel. */
export interface Reply {
  readonly text: string
  readonly choices?: readonly Choice[]
  readonly files?: readonly FileRef[]
  /**
   * A file is asked for, as evidence for the question that stands or as a plan to be imported: where the channel cannot
   * carry documents, a link is put below.
   */
  readonly wantsFile?: 'evidence' | 'plan'
  /** The conversation and the question that the evidence is wanted for, however late the message goes out. */
  readonly filesFor?: { readonly sessionId: number; readonly block: string }
  /** The link to the person's own calendar goes below, where there is one. */
  readonly wantsCalendar?: true
  /** A number typed here is itself the answer; where a channel has no buttons its choices are named and not numbered. */
  readonly byWord?: true
  /** It stands in a group, where nobody answers: a way into the private chat goes with it. */
  readonly privately?: true
}
