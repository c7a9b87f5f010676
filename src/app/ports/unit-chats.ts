import type { Instant } from '../../core/time.ts'
import type { ChannelName } from './messages.ts'

/** A Unit's group on a channel: it is told, never asked. */
export interface UnitChat {
  readonly id: number
  readonly unitId: string
  readonly channel: ChannelName
  /** The group's id. Never logged. */
  readonly address: string
  /** Who made the code by which it was linked. */
  readonly joinedBy: string
  readonly joinedAt: Instant
}

export interface UnitChatRecords {
  /** Keeps only the code's SHA-256. A Unit's earlier unused codes of the same person end. */
  addUnitChatCode(code: {
    readonly hash: string
    readonly unitId: string
    readonly madeBy: string
    readonly at: Instant
    readonly expiresAt: Instant
  }): Promise<void>
  /** Uses a code once; undefined when it is unknown, used or expired. */
  useUnitChatCode(hash: string, at: Instant): Promise<{ readonly unitId: string; readonly madeBy: string } | undefined>
  /** Those that are open, oldest first. */
  unitChats(): Promise<readonly UnitChat[]>
  /** The open one at this address. */
  unitChatAt(channel: ChannelName, address: string): Promise<UnitChat | undefined>
  /** Links a group to a Unit; it leaves the Unit that had it before. */
  joinUnitChat(unitId: string, channel: ChannelName, address: string, joinedBy: string, at: Instant): Promise<UnitChat>
  /** False when it was closed already. */
  closeUnitChat(id: number, at: Instant): Promise<boolean>
  /** The group has another id; whatever stood at that one before is gone. */
  moveUnitChat(id: number, address: string): Promise<void>
}
