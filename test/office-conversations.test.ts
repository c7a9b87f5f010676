import { describe, expect, it } from 'vitest'
import { commandTexts } from '../src/text/vi-commands.ts'
import {
  officeConversations,
  playOfficeConversation,
  readOfficeConversation,
  writeOfficeConversation,
} from './office-conversation.ts'
import { whole } from './whole.ts'

/** `DUNG_HAN_GOLDEN=write` writes what is said now over what was kept; the diff is read by a person. */
const writes = process.env.DUNG_HAN_GOLDEN === 'write'

/** What happens on most days of an office; the fast run plays only these. */
const everyday = [
  'bantin-lanh-dao',
  'dau-vao-kho',
  'duyet-tra-lai-de-bo-sung',
  'giahan-xin-va-rut',
  'nhac-mot-don-vi',
  'suaphieu-so-lieu-ban-moi',
  'viec-roi-tra-loi',
]
const played = whole || writes ? officeConversations : everyday

it('are there for every command that the help names', () => {
  const typed = officeConversations.flatMap((name) =>
    readOfficeConversation(name).turns.flatMap((line) =>
      Object.values(line).filter((does): does is string => typeof does === 'string'),
    ),
  )
  const isTyped = (command: string) => typed.some((text) => text === `/${command}` || text.startsWith(`/${command} `))
  expect(Object.keys(commandTexts).filter((command) => !isTyped(command))).toEqual([])
})

describe.each(played)('%s', (name) => {
  it('goes as it was kept, with buttons', async () => {
    const kept = readOfficeConversation(name)
    const turns = [...(await playOfficeConversation(kept, 'buttons'))]
    if (writes) writeOfficeConversation(name, { ...kept, turns })
    expect(turns).toEqual(readOfficeConversation(name).turns)
  })
})
