import type { ReviewForm } from '../../core/intake/review-talk.ts'
import type { Channel } from '../ports/channel.ts'
import type { ChannelName } from '../ports/messages.ts'

/** How a channel shows a review. */
export type FormOf = (channel: ChannelName) => ReviewForm

/** For a channel that this process does not have: what every channel can do. */
const plainest: ReviewForm = { buttons: false, textLimit: 2000 }

export function formsOf(channels: readonly Pick<Channel, 'name' | 'can'>[]): FormOf {
  const forms = new Map(channels.map(({ name, can }) => [name, { buttons: can.buttons, textLimit: can.textLimit }]))
  return (channel) => forms.get(channel) ?? plainest
}
