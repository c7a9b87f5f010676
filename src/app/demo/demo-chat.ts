import { unitOf } from '../../core/plan/board.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import type { Instant } from '../../core/time.ts'
import type { Office } from '../office.ts'
import { refusedFileText } from '../plans/refused-file.ts'
import type { Clock } from '../ports/clock.ts'
import type { Files } from '../ports/files.ts'
import type { Inbound, InboxRow, OutboxRow } from '../ports/messages.ts'
import type { Records, Store } from '../ports/store.ts'
import type { Compiler } from '../reports/compile.ts'
import { overviewOf } from '../reports/overview.ts'
import type { ChatLine, Demo, DemoEvent } from './demo.ts'

const linesShown = 200

/** What the demo's page posts, on its way into the local channel. */
export interface LocalEar {
  hear(inbound: Inbound): Promise<boolean>
  hearFile(posted: {
    readonly messageId: string
    readonly address: string
    readonly name: string
    readonly bytes: Uint8Array
    readonly caption: string
  }): Promise<boolean>
}

const fromProduct = (row: OutboxRow): ChatLine => ({
  id: `out-${row.id}`,
  from: 'product',
  at: row.sentAt ?? row.createdAt,
  text: row.reply.text,
  kind: row.kind,
  choices: (row.reply.choices ?? []).map((choice, index) => ({ label: choice.label, outboxId: row.id, index })),
  files: row.reply.files ?? [],
})

function heardText(row: InboxRow, labels: ReadonlyMap<number, OutboxRow>): string {
  switch (row.heard.kind) {
    case 'text':
      return row.heard.text
    case 'choice':
      return labels.get(row.heard.outboxId)?.reply.choices?.[row.heard.index]?.label ?? '…'
    case 'file':
      return row.heard.caption
    case 'refused-file':
      return row.heard.why === 'document' ? row.heard.name : refusedFileText(row.heard)
    case 'left':
    case 'group':
      return ''
  }
}

const fromPerson = (row: InboxRow, labels: ReadonlyMap<number, OutboxRow>): ChatLine => ({
  id: `in-${row.id}`,
  from: 'person',
  at: row.receivedAt,
  text: row.heard.kind === 'refused-file' ? row.heard.name : heardText(row, labels),
  kind: null,
  choices: [],
  files: row.heard.kind === 'file' ? [row.heard.file] : [],
})

/** The demo's page as a Demo: everything it shows is read from the records that the real channels use too. */
export function createDemo(parts: {
  readonly store: Store
  readonly files: Files
  readonly office: Office
  readonly compiler: Compiler
  readonly clock: Clock
  readonly ear: LocalEar
  /** A message as its channel sent it. */
  readonly asSent?: (records: Records, row: OutboxRow) => Promise<OutboxRow>
  readonly newMessageId: () => string
  readonly prepared: () => Promise<Prepared>
  readonly nextEvent: () => Promise<Instant | undefined>
  readonly passTo: (instant: Instant) => Promise<boolean>
  /** Resolves when everything said so far has been handled and answered. */
  readonly settled: () => Promise<void>
  readonly subscribe: (listener: (event: DemoEvent) => void) => () => void
}): Demo {
  const { store, files, office, compiler, clock, ear } = parts
  const known = (personId: string): boolean => office.board.people.some((person) => person.id === personId)
  const hear = async (personId: string, heard: Inbound['heard']): Promise<void> => {
    if (!known(personId)) return
    await ear.hear({ channel: 'local', messageId: parts.newMessageId(), address: personId, heard })
    await parts.settled()
  }

  return {
    people: () =>
      office.board.people.map((person) => ({
        id: person.id,
        name: person.name,
        unitName: unitOf(office.board, person.unitId)?.name ?? person.unitId,
        roles: person.roles,
      })),

    chat: async (personId, newest = linesShown) => {
      if (!known(personId)) return undefined
      return store.read(async (records) => {
        const out = await records.outboxTo(personId, newest)
        const heard = await records.inboxFrom(personId, newest)
        const byId = new Map(out.map((row) => [row.id, row]))
        const shown: OutboxRow[] = []
        for (const row of out)
          if (row.status === 'sent' || row.status === 'sending')
            shown.push(parts.asSent ? await parts.asSent(records, row) : row)
        // Within one instant what was heard comes before what was said to it; ids keep the order of each side.
        return [...heard.map((row) => fromPerson(row, byId)), ...shown.map(fromProduct)].sort(
          (a, b) => a.at - b.at || Number(a.from === 'product') - Number(b.from === 'product'),
        )
      })
    },

    overview: async () => {
      const prepared = await parts.prepared()
      return store.read((records) => overviewOf(records, office, prepared, clock.now()))
    },

    say: (personId, text) => hear(personId, { kind: 'text', text }),
    press: (personId, outboxId, index) => hear(personId, { kind: 'choice', outboxId, index }),
    sendFile: async (personId, bytes, name) => {
      if (!known(personId)) return
      await ear.hearFile({ messageId: parts.newMessageId(), address: personId, name, bytes, caption: '' })
      await parts.settled()
    },

    file: async (sha256) => {
      const ref = await store.read((records) => records.fileRef(sha256))
      const bytes = ref === undefined ? undefined : await files.open(sha256)
      return ref && bytes ? { ref, bytes } : undefined
    },

    draftOf: (occurrenceId) => compiler.preview(occurrenceId),
    now: () => clock.now(),
    nextEvent: parts.nextEvent,
    passTo: parts.passTo,
    subscribe: parts.subscribe,
  }
}
