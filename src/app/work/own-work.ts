import { commandTexts } from '../../text/vi-commands.ts'
import { openMatter } from '../conversation/answering.ts'
import { endWhateverIsOpen } from '../conversation/ending.ts'
import type { Feature } from '../conversation/feature.ts'
import { askWhich, namedMatters, workListFor } from './work-list.ts'

const numbered = /^\d{1,5}$/

/** The list of open work beside its first page: further pages, a matter by its words, and the way out of anything. */
export const ownWork: Feature = {
  commands: [{ name: 'huy', words: ['huy', 'thoi'], text: commandTexts.huy, run: (talk) => endWhateverIsOpen(talk) }],
  buttons: { viec: (talk, rest) => workListFor(talk, numbered.test(rest) ? Number(rest) : 0) },
  hears: async (talk, text) => {
    const found = await namedMatters(talk, text)
    const [only] = found
    if (only === undefined) return undefined
    return found.length === 1 ? openMatter(talk, only.id, false) : askWhich(talk, text, found)
  },
}
