import type { Account } from '../src/app/ports/account.ts'
import type { ChannelName } from '../src/app/ports/messages.ts'
import type { Records } from '../src/app/ports/store.ts'
import type { Instant } from '../src/core/time.ts'
import { consentVersion } from '../src/text/vi-consent.ts'
import type { TelegramUser } from './fakes/telegram-user.ts'

/** The last words of the question for consent. */
export const consentAsked = 'Anh/chị có đồng ý không?'

/** Joins with a code as a person does: presses the link, reads the text, agrees. */
export async function joinOnTelegram(user: TelegramUser, code: string): Promise<void> {
  const after = user.inbox.at(-1)?.id ?? 0
  user.start(code)
  await user.waitFor(({ text }) => text.includes(consentAsked), { after })
  user.press('Đồng ý')
  await user.waitFor(({ text }) => text.includes('Đã kết nối'), { after })
}

/** A person who has joined an address and agreed. */
export async function joinWithConsent(
  records: Records,
  personId: string,
  channel: ChannelName,
  address: string,
  at: Instant,
): Promise<Account> {
  const account = await records.join(personId, channel, address, at)
  await records.addConsent(account, 'given', consentVersion, at)
  return account
}
