import { renderUnicodeCompact } from 'uqr'
import { inviteDays, makeInvite } from '../app/people/joining.ts'
import { inviteLinks, openRecords } from '../compose.ts'
import { readConfig } from '../config.ts'
import { readConfiguration } from '../config-files.ts'
import { foldVietnamese } from '../core/fold.ts'
import { nearest } from '../core/nearest.ts'
import { FolderHeld } from '../store/folder-lock.ts'
import { badConfiguration } from './exit-codes.ts'
import { openLog } from './open-log.ts'
import { printIssues } from './print-issues.ts'
import type { Terminal } from './terminal.ts'

/** Prints a one-time code, and the links of the channels that are configured, for a person of the Board. */
export async function invite(
  name: string,
  options: { readonly data?: string },
  { out, complain, say }: Terminal,
): Promise<number> {
  const settings = readConfig({ ...process.env, ...(options.data === undefined ? {} : { DATA_DIR: options.data }) })
  const office = await readConfiguration(
    settings.value?.boardFile === undefined ? {} : { boardFile: settings.value.boardFile },
  )
  const issues = [...settings.issues, ...office.issues]
  if (issues.length > 0 || !settings.value || !office.value) {
    printIssues(issues, complain, say)
    return badConfiguration
  }
  const { board } = office.value
  const { people } = board
  const wanted = foldVietnamese(name)
  const person = people.find((one) => foldVietnamese(one.id) === wanted || foldVietnamese(one.name) === wanted)
  if (!person) {
    const known = people.map((one) => one.id)
    complain(say.commands.noPersonNamed(name, nearest(name, known), known))
    return 1
  }
  try {
    const { store, files, close } = await openRecords(settings.value, office.value)
    try {
      await store.write((records) => records.putBoard(board))
      const code = await store.write((records) => makeInvite(records, person.id, 'operator', Date.now()))
      out(`/start ${code}`)
      for (const link of await inviteLinks(settings.value, office.value, code, { store, files }, openLog('warn')))
        out(`${link}\n${renderUnicodeCompact(link)}`)
      out(say.commands.invited(person.name, inviteDays))
      return 0
    } finally {
      await close()
    }
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    complain(`${say.commands.folderHeld(error)} ${say.commands.inviteInChat}`)
    return badConfiguration
  }
}
