import type { FileRef, Reply } from '../../core/reply.ts'
import { isoInstant } from '../../core/time.ts'
import { documentLine, onThisMachine, uploadLine } from '../../text/vi-links.ts'
import { hashToken, keepLink, type NewLink } from '../pages/links.ts'
import type { Channel } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { LinkBody } from '../ports/links.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records, Store } from '../ports/store.ts'

/** What a link is made with. */
export interface LinkMaking {
  /** Where people reach this server, without a final slash; `local`: only from the machine it runs on. */
  readonly base: () => { readonly url: string; readonly local: boolean }
  /** Always the same token for the same purpose, which nobody can guess who does not have the key. */
  readonly tokenFor: (purpose: string) => string
}

/** Milliseconds that a file can be fetched, that evidence can be handed in, and that a plan can. */
export const documentMs = 7 * 86_400_000
export const evidenceMs = 3 * 86_400_000
export const planMs = 86_400_000
/** A person opens a file on the phone and at the desk, and shows it to somebody. */
export const documentUses = 5
/** Files for one question; one plan. */
export const evidenceUses = 30
export const planUses = 1

/** The note of a row whose channel did not take its file: the next try sends a link. */
export const filesByLink = 'its files go as links'

/** Messages in the form that their channel carries. */
export interface Carried {
  /**
   * The row as this channel can send it: what it cannot carry becomes a line with a link, as does the wish for a file
   * where it brings none. A second try for the same row gives the same links. The stored row stays as it is.
   */
  forChannel(row: OutboxRow, channel: Pick<Channel, 'can'>): Promise<OutboxRow>
  /** The row as it was sent, for a page that shows it. */
  asSent(records: Records, row: OutboxRow, can: Channel['can']): Promise<OutboxRow>
}

/** A link that a row needs, its line, and what it opens (undefined: nothing any more). */
interface Needed {
  readonly token: string
  readonly line: (url: string, expiresAt: number) => string
  readonly path: 'tai' | 'upload'
  readonly link: (records: Records) => Promise<Omit<NewLink, 'personId'> | undefined>
}

export function createCarried({
  store,
  clock,
  links: { base, tokenFor },
  calendarLine,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly links: LinkMaking
  /** The line with the link to the calendar of whoever gets this row; `make`: a link is made where there is none. */
  readonly calendarLine?: (records: Records, row: OutboxRow, make: boolean) => Promise<string | undefined>
}): Carried {
  const tokenOf = (row: OutboxRow, what: string): string =>
    tokenFor([row.id, row.key, isoInstant(row.createdAt), what].join('\n'))

  const document = (row: OutboxRow, file: FileRef): Needed => ({
    token: tokenOf(row, `document ${file.sha256} ${file.name}`),
    path: 'tai',
    line: (url, expiresAt) => documentLine(file.name, file.size, url, expiresAt),
    link: async () => ({
      body: { kind: 'document', file },
      expiresAt: clock.now() + documentMs,
      uses: documentUses,
    }),
  })

  const upload = (row: OutboxRow, pictures: boolean): Needed => ({
    token: tokenOf(row, `upload ${row.channel} ${row.address}`),
    path: 'upload',
    line: (url, expiresAt) => uploadLine(url, expiresAt, pictures),
    link: async (records) => {
      const { channel, address, personId } = row
      const to = (question: Extract<LinkBody, { kind: 'upload' }>['question']): LinkBody => ({
        kind: 'upload',
        channel,
        address,
        question,
      })
      if (row.reply.wantsFile === 'plan') return { body: to(null), expiresAt: clock.now() + planMs, uses: planUses }
      const question = personId === null ? undefined : await questionOf(records, row.reply, personId)
      if (question === undefined) return undefined
      return { body: to(question), expiresAt: clock.now() + evidenceMs, uses: evidenceUses }
    },
  })

  /** What stays with the row, and the links for the rest. */
  const split = (row: OutboxRow, can: Channel['can']): { readonly kept: FileRef[]; readonly needed: Needed[] } => {
    const kept: FileRef[] = []
    const needed: Needed[] = []
    for (const file of row.reply.files ?? []) {
      if (carries(can, row, file)) kept.push(file)
      else needed.push(document(row, file))
    }
    if (row.reply.wantsFile !== undefined && can.filesIn !== 'any') needed.push(upload(row, can.filesIn === 'pictures'))
    return { kept, needed }
  }

  const withLines = (row: OutboxRow, kept: readonly FileRef[], lines: readonly string[]): OutboxRow => {
    const { files: _, ...reply } = row.reply
    const more = base().local && lines.length > 0 ? [...lines, onThisMachine] : lines
    const text = [reply.text, ...more].filter((part) => part !== '').join('\n')
    return { ...row, reply: { ...reply, text, ...(kept.length > 0 ? { files: kept } : {}) } }
  }

  const lineOf = ({ path, token, line }: Needed, expiresAt: number): string =>
    line(`${base().url}/${path}/${token}`, expiresAt)

  /** With the line of the person's calendar, where it is wanted. */
  const withCalendar = async (
    row: OutboxRow,
    read: (work: (records: Records) => Promise<string | undefined>) => Promise<string | undefined>,
    make: boolean,
  ): Promise<OutboxRow> => {
    if (row.reply.wantsCalendar === undefined || calendarLine === undefined) return row
    const line = await read((records) => calendarLine(records, row, make))
    return line === undefined ? row : { ...row, reply: { ...row.reply, text: `${row.reply.text}\n${line}` } }
  }

  return {
    async forChannel(given, { can }) {
      const row = await withCalendar(given, (work) => store.write(work), true)
      const { personId } = row
      if (personId === null) return row
      const { kept, needed } = split(row, can)
      if (needed.length === 0) return row
      const lines = await store.write(async (records) => {
        const made: string[] = []
        for (const one of needed) {
          const link = await one.link(records)
          if (link === undefined) continue
          const { expiresAt } = await keepLink(records, one.token, { ...link, personId }, clock.now())
          made.push(lineOf(one, expiresAt))
        }
        return made
      })
      return withLines(row, kept, lines)
    },

    async asSent(records, given, can) {
      const row = await withCalendar(given, (work) => work(records), false)
      const { kept, needed } = split(row, can)
      if (row.personId === null || needed.length === 0) return row
      const lines: string[] = []
      for (const one of needed) {
        const link = await records.link(hashToken(one.token))
        if (link !== undefined) lines.push(lineOf(one, link.expiresAt))
      }
      return withLines(row, kept, lines)
    },
  }
}

/**
 * The question that a message asks files for: the one it was written about, though the person may be in the middle of
 * another matter by now. undefined when it has been answered: there is nothing any more that a file could belong to.
 */
async function questionOf(records: Records, { filesFor }: Reply, personId: string): Promise<Reply['filesFor']> {
  if (filesFor === undefined) {
    // Written down by a version that did not note what it asks for.
    const active = await records.activeSession(personId)
    return active?.state.at == null ? undefined : { sessionId: active.id, block: active.state.at }
  }
  const session = await records.sessionById(filesFor.sessionId)
  const isOpen = session?.personId === personId && session.status !== 'done' && session.state.at !== null
  return isOpen ? filesFor : undefined
}

const carries = (can: Channel['can'], row: OutboxRow, { mime }: FileRef): boolean =>
  row.note !== filesByLink && (can.files || (can.pictures === true && (mime === 'image/jpeg' || mime === 'image/png')))
