import { adminsOf } from '../../core/plan/board.ts'
import type { Instant } from '../../core/time.ts'
import type { Office } from '../office.ts'
import type { NewOutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { accountFor } from './account-choice.ts'

/** A notice to every admin who can be reached, `except` one; said once for each `key`. */
export async function toAdmins(
  records: Records,
  office: Office,
  notice: { readonly key: string; readonly text: string; readonly except?: string },
  now: Instant,
): Promise<NewOutboxRow[]> {
  const rows: NewOutboxRow[] = []
  for (const admin of adminsOf(office.board)) {
    const account = admin.id === notice.except ? undefined : accountFor(await records.accounts(admin.id))
    if (!account) continue
    rows.push({
      key: `${notice.key}|${admin.id}`,
      kind: 'notice',
      channel: account.channel,
      address: account.address,
      personId: admin.id,
      reply: { text: notice.text },
      createdAt: now,
      about: [],
    })
  }
  return rows
}
