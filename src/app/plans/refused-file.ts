import * as vi from '../../text/vi.ts'
import { notCarried } from '../../text/vi-zalo-bot.ts'
import type { Inbound } from '../ports/messages.ts'

/** Why a file was not taken, for whoever sent it. */
export function refusedFileText({ name, why }: Extract<Inbound['heard'], { kind: 'refused-file' }>): string {
  switch (why) {
    case 'too-large':
      return vi.fileTooLarge(name, 20)
    case 'kind':
      return vi.fileKindRefused(name)
    case 'content':
      return vi.fileContentWrong(name)
    case 'empty':
      return vi.fileEmpty(name)
    case 'encrypted':
      return vi.fileLocked(name)
    case 'not-carried':
      return notCarried
    case 'wordless':
      return vi.wordless(name)
    case 'unreadable':
    case 'document':
      return vi.fileUnreadable(name)
  }
}
