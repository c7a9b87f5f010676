import { expect, it } from 'vitest'
import { officeConversations, playOfficeConversation, readOfficeConversation } from './office-conversation.ts'

it.each(officeConversations)('%s goes the same with numbers only, begun anew before every turn', async (name) => {
  const kept = readOfficeConversation(name)
  expect(await playOfficeConversation(kept, 'numbers')).toEqual(kept.turns)
})
