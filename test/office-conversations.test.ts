import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { commandTexts } from '../src/text/vi-commands.ts'
import { playOfficeConversation, readOfficeConversation, writeOfficeConversation } from './office-conversation.ts'
import { itWhole } from './whole.ts'

const folder = fileURLToPath(new URL('./conversations/office/', import.meta.url))
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

/** `DUNG_HAN_GOLDEN=write` writes what is said now over what was kept; the diff is read by a person. */
const writes = process.env.DUNG_HAN_GOLDEN === 'write'

it('are there for every command that the help names', () => {
  const typed = files.flatMap((name) =>
    readOfficeConversation(`${folder}${name}`).turns.flatMap((line) =>
      Object.values(line).filter((does): does is string => typeof does === 'string'),
    ),
  )
  const isTyped = (command: string) => typed.some((text) => text === `/${command}` || text.startsWith(`/${command} `))
  expect(Object.keys(commandTexts).filter((command) => !isTyped(command))).toEqual([])
})

describe.each(files)('%s', (name) => {
  const file = `${folder}${name}`

  it('goes as it was kept, with buttons', async () => {
    const kept = readOfficeConversation(file)
    const turns = [...(await playOfficeConversation(kept, 'buttons'))]
    if (writes) writeOfficeConversation(file, { ...kept, turns })
    expect(turns).toEqual(readOfficeConversation(file).turns)
  })

  // The product is begun anew before every turn, which takes a while.
  itWhole('goes the same with numbers only, begun anew before every turn', async () => {
    const kept = readOfficeConversation(file)
    expect(await playOfficeConversation(kept, 'numbers')).toEqual(kept.turns)
  })
})
