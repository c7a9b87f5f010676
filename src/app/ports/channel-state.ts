import type { Instant } from '../../core/time.ts'
import type { ChannelName } from './messages.ts'

/** What a channel's own work needs kept between two runs; instants are on the host's clock, as the provider's is. */
export interface ChannelStateRecords {
  /** The tokens of a channel: secrets, to be seen by nobody but the channel. */
  channelTokens(channel: ChannelName): Promise<{ readonly version: number; readonly body: unknown } | undefined>
  /**
   * Stores `body` as `version` only when the stored version still is `old` (null: nothing is stored); false when it is
   * not. Of several processes that try at the same time one succeeds.
   */
  replaceChannelTokens(
    channel: ChannelName,
    old: number | null,
    version: number,
    body: unknown,
    at: Instant,
  ): Promise<boolean>

  /** Changes nothing when the message is there already. */
  putPendingFile(channel: ChannelName, messageId: string, body: unknown, at: Instant): Promise<void>
  removePendingFile(channel: ChannelName, messageId: string): Promise<void>
  /** Oldest first. */
  pendingFiles(channel: ChannelName): Promise<readonly unknown[]>
}
