import type { ChannelName, Inbound, OutboxRow } from './messages.ts'

/** A command as a channel's menu shows it: without its slash, and what it does in a few words. */
export interface MenuCommand {
  readonly name: string
  readonly what: string
}

/** A channel says what it can do; shared code asks that and never the name. */
export interface Channel {
  readonly name: ChannelName
  readonly can: {
    readonly buttons: boolean
    readonly files: boolean
    /** Where `files` is false: whether JPEG and PNG pictures can be sent all the same. */
    readonly pictures?: boolean
    /** What a person can send: any file, or JPEG and PNG pictures only. */
    readonly filesIn: 'any' | 'pictures'
    /** Whether `settle` can take the buttons off a message that was answered. */
    readonly edit: boolean
    /** Whether the channel tells when a message has reached a phone, or was looked at. */
    readonly receipts: boolean
    /** Whether a Unit's group can be an address. */
    readonly groups: boolean
    /**
     * Milliseconds after a person's last message in which the product may write; null: at any time once the person has
     * written once. Nobody can be written to who has never written.
     */
    readonly windowMs: number | null
    /** Whether a person whose window is shut can be nudged to write, by a text that the provider approved. */
    readonly nudges?: boolean
    /** Milliseconds after a person's last message in which messages do not count towards the quota; null: all count. */
    readonly freeMs: number | null
    /** What the provider allows in a calendar month, over all chats; null: it does not count. */
    readonly quota: { readonly messages: number; readonly people: number } | null
    /** characters in one message */
    readonly textLimit: number
    /** messages per second over all chats; null: no limit */
    readonly perSecond: number | null
    /** bytes of a file that can be received */
    readonly fileLimit: number
  }
  /**
   * Sends one message (in several parts if it is too long). Fails with a DeliveryError; once `stop` is aborted nothing
   * new goes out, and what only waits for its turn fails with `later`. `instead: 'template'`: the person got the fixed
   * nudge that the provider approved, and not yet this text. `parts`: messages that went out with this try, as the provider counts them.
   */
  send(
    row: OutboxRow,
    stop?: AbortSignal,
  ): Promise<{ readonly providerId: string | null; readonly instead?: 'template'; readonly parts?: number }>
  /**
   * Hears until `stop` is aborted. `take` stores the message before the channel is told that it has arrived, and
   * gives false for one that was there already.
   */
  listen(take: (inbound: Inbound) => Promise<boolean>, stop: AbortSignal): Promise<void>
  /**
   * Where `can.edit`: takes the buttons off a message that was sent, and notes which one was chosen (null: none any
   * more). Of no consequence when it fails; fails with a DeliveryError.
   * Once `stop` is aborted nothing new goes out.
   */
  settle?(row: OutboxRow, chosen: string | null, stop?: AbortSignal): Promise<void>
  /**
   * Shows a person these commands in the channel's own menu, in this order; a channel without menus has no such method.
   * Of no consequence when it fails; fails with a DeliveryError.
   */
  offerCommands?(address: string, commands: readonly MenuCommand[], stop?: AbortSignal): Promise<void>
  /** A link that joins a person who has this code, when the channel has such links. */
  inviteLink(code: string): Promise<string | undefined>
  /** Where `can.groups`: a link that puts the product into a group of the caller's choice, with this code. */
  groupLink?(code: string): Promise<string | undefined>
}

/**
 * What shared code can do something about. `window`: the person must write first, another account may serve until then;
 * `quota`: the provider counts messages and there are none left for now; `operator`: nothing goes out on this channel
 * until an admin acts; `file`: the message is fine but its file is not for this channel, a link would be.
 */
export type DeliveryReason = 'window' | 'quota' | 'operator' | 'file'

/**
 * A message could not be sent. `never`: this address is closed; `later`: try again; `moved`: the chat has another
 * address; `refused`: this message is wrong, the address is not. The text names no token, address or content.
 */
export class DeliveryError extends Error {
  override name = 'DeliveryError'
  readonly channel: ChannelName
  readonly retry: 'never' | 'later' | 'moved' | 'refused'
  readonly afterMs: number | undefined
  readonly newAddress: string | undefined
  /** The way back broke: the message may have arrived, and another try may repeat it. */
  readonly perhapsSent: boolean
  readonly why: DeliveryReason | undefined
  /** Parts of the message that went out with this try before it failed; the provider has counted them. */
  partsSent = 0

  constructor(
    channel: ChannelName,
    retry: 'never' | 'later' | 'moved' | 'refused',
    why: string,
    more: {
      readonly afterMs?: number
      readonly newAddress?: string
      readonly perhapsSent?: boolean
      readonly why?: DeliveryReason
      readonly cause?: unknown
    } = {},
  ) {
    super(`${channel}: ${why}`, { cause: more.cause })
    this.channel = channel
    this.retry = retry
    this.afterMs = more.afterMs
    this.newAddress = more.newAddress
    this.perhapsSent = more.perhapsSent ?? false
    this.why = more.why
  }

  /** The same failure, after so many parts. */
  after(partsSent: number): this {
    this.partsSent = partsSent
    return this
  }
}
