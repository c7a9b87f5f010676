import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { heldConversation } from '../app/conversation/held-conversations.ts'
import { type DaysWanted, heldDays, writeHeldDays } from '../app/conversation/held-days.ts'
import { openRecords } from '../compose.ts'
import { readConfig } from '../config.ts'
import { readConfiguration } from '../config-files.ts'
import { writeConversation } from '../core/flow/conversation.ts'
import type { Issue } from '../core/issue.ts'
import { nearest } from '../core/nearest.ts'
import { personOf } from '../core/plan/board.ts'
import { isLocalDate, isoInstant } from '../core/time.ts'
import { FolderHeld } from '../store/folder-lock.ts'
import { badConfiguration } from './exit-codes.ts'
import { printIssues } from './print-issues.ts'
import type { Terminal } from './terminal.ts'

export interface ConversationOptions {
  readonly session?: string
  readonly from?: string
  readonly to?: string
  readonly last?: boolean
  readonly save?: string
  readonly data?: string
}

/** So many of a person's conversations are listed and may be kept. */
const listed = 200

/**
 * Lists what a person has talked about, newest first, or writes one of the conversations, or everything said in some
 * days, as a golden one: names of people, Units and the office are replaced, files keep their kind only. Gives the exit
 * code.
 */
export async function conversation(
  personId: string,
  options: ConversationOptions,
  { out, complain, say }: Terminal,
): Promise<number> {
  const settings = readConfig({ ...process.env, ...(options.data === undefined ? {} : { DATA_DIR: options.data }) })
  const office = await readConfiguration({
    ...(settings.value?.boardFile === undefined ? {} : { boardFile: settings.value.boardFile }),
  })
  const issues = [...settings.issues, ...office.issues]
  if (issues.length > 0 || !settings.value || !office.value) {
    printIssues(issues, complain, say)
    return badConfiguration
  }
  const { days, issues: mistyped } = daysWanted(options)
  if (mistyped.length > 0) {
    printIssues(mistyped, complain, say)
    return 1
  }
  if ([options.session !== undefined, options.last, days !== undefined && days !== 'last'].filter(Boolean).length > 1) {
    complain(say.commands.sessionOrDays)
    return 1
  }
  const { value: given } = office
  const { board } = given
  if (!personOf(board, personId)) {
    const ids = board.people.map(({ id }) => id)
    complain(say.commands.noPerson(personId, nearest(personId, ids)))
    return 1
  }
  const { databaseUrl, dataDir } = settings.value
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'db'))) {
    complain(say.commands.noRecords(dataDir))
    return 1
  }
  const keep = async (text: string): Promise<number> => {
    if (options.save === undefined) out(text)
    else {
      await writeFile(options.save, text)
      out(say.commands.keptWithoutNames(options.save))
    }
    return 0
  }
  try {
    const { store, close } = await openRecords(settings.value, given)
    try {
      return await store.read(async (records) => {
        if (days !== undefined) {
          const told = await heldDays(records, given, personId, days)
          if ('kept' in told) return keep(writeHeldDays(told.kept))
          complain(told.why === 'nothing' ? say.commands.nothingSaid(personId) : say.commands.saidTooLongAgo)
          return 1
        }
        const held = await records.heldSessions(personId, listed)
        if (options.session === undefined) {
          if (held.length === 0) out(say.commands.noConversations(personId))
          for (const { session, begunAt } of held)
            out([session.id, isoInstant(begunAt), session.state.flow, session.status].join('\t'))
          return 0
        }
        const wanted = held.find(({ session }) => String(session.id) === options.session)
        if (!wanted) {
          complain(say.commands.noConversation(personId, options.session))
          return 1
        }
        const told = await heldConversation(records, given, wanted)
        if ('why' in told) {
          const { flowGone, otherEnd } = say.commands
          complain(told.why === 'no-flow' ? flowGone(wanted.session.state.flow) : otherEnd)
          return 1
        }
        return keep(writeConversation(told.kept))
      })
    } finally {
      await close()
    }
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    complain(say.commands.folderHeld(error))
    return badConfiguration
  }
}

/** The days that were asked for and what is wrong with them; undefined when none were. One day alone is that day. */
function daysWanted({ from, to, last }: ConversationOptions): {
  readonly days: DaysWanted | undefined
  readonly issues: readonly Issue[]
} {
  if (from === undefined && to === undefined) return { days: last ? 'last' : undefined, issues: [] }
  const issues: Issue[] = []
  for (const [path, day] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (day !== undefined && !isLocalDate(day))
      issues.push({ code: 'setting:invalid', path, found: day, wanted: { code: 'day-such-as' } })
  const days = { from: from ?? to ?? '', to: to ?? from ?? '' }
  if (days.to < days.from)
    issues.push({ code: 'rule:end-before-start', found: { code: 'span', ...days }, path: '--to' })
  return { days, issues }
}
