import { makeLink, type NewLink } from '../../src/app/pages/links.ts'
import { createUploads } from '../../src/app/pages/uploads.ts'
import type { SessionRow } from '../../src/app/ports/answers.ts'
import type { Inbound } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { createDownloads } from '../../src/app/reports/downloads.ts'
import { receiveFile, tidyName } from '../../src/channel/receive-file.ts'
import { readConfiguration } from '../../src/config-files.ts'
import type { FlowState } from '../../src/core/flow/session.ts'
import type { FileRef } from '../../src/core/reply.ts'
import { openFiles } from '../../src/store/files.ts'
import type { Database } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createWeb, listen } from '../../src/web/server.ts'
import { boardNamed, someOccurrence, somePlan } from '../contracts/store.contract.ts'

/** A clerk whose address on a channel is `zalo-lan`, and an admin, `zalo-quan`. */
export const clerk = 'lan'
export const admin = 'quan'

const state: FlowState = {
  flow: 'tien-do',
  version: 1,
  at: 'evidence',
  turn: 4,
  facts: {},
  values: {},
  halfWritten: true,
  memory: {},
}

let offices = 0

/** One office with its records, and the real web server before its links; what is said into the chat waits in the inbox. */
export async function linkedOffice(database: Database) {
  offices += 1
  const { value } = await readConfiguration({ plans: [] })
  if (!value) throw new Error('the sample cannot be read')
  const id = `ban-lien-ket-${offices}`
  const known = boardNamed(id)
  const board = {
    ...known,
    people: [...known.people, { id: admin, name: 'Quản trị', unitId: 'vp', roles: ['admin' as const] }],
  }
  const office = { ...value, board }
  const store = openStore(database, id)
  const files = openFiles(':memory:')
  const start = Date.UTC(2023, 3, 24, 0, 30)
  const clock = { at: start, now: () => clock.at }
  let session: SessionRow | undefined
  await store.write(async (records) => {
    await records.putBoard(board)
    await records.putPlan(somePlan, 'active', start, [someOccurrence('o1')])
    for (const person of [clerk, admin]) await records.join(person, 'zalo-bot', `zalo-${person}`, start)
    session = await records.addSession(clerk, 'o1', state, start)
  })
  if (session === undefined) throw new Error('no session')
  const question = { sessionId: session.id, block: 'evidence' }
  let woken = 0
  const parts = { store, files, office, clock }
  const uploads = createUploads({
    ...parts,
    receive: (name, bytes) => receiveFile(files, tidyName(name), bytes, ''),
    heard: (records, inbound, now) => records.addInbound(inbound, now),
    wake: () => {
      woken += 1
    },
  })
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const web = createWeb({
    health: { ready: async () => ({ ok: true, parts: {} }) },
    log,
    version: '1.2.3',
    links: { uploads, downloads: createDownloads(parts) },
  })
  const server = await listen(web, { port: 0, host: '127.0.0.1' })
  const make = (personId: string, body: NewLink['body'], more: Partial<NewLink> = {}): Promise<string> =>
    store.write((records) =>
      makeLink(records, { personId, body, expiresAt: start + 86_400_000, uses: 30, ...more }, clock.now()),
    )
  const to = (person: string) => ({ kind: 'upload', channel: 'zalo-bot', address: `zalo-${person}` }) as const
  return {
    ...parts,
    session,
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    close: server.close,
    woken: () => woken,
    evidenceLink: (more: Partial<NewLink> = {}) => make(clerk, { ...to(clerk), question }, more),
    planLink: (person = admin) => make(person, { ...to(person), question: null }, { uses: 1 }),
    documentLink: (file: FileRef, more: Partial<NewLink> = {}) => make(clerk, { kind: 'document', file }, more),
    heardFrom: (person: string): Promise<readonly Inbound[]> => heardFrom(store, person),
  }
}

export type LinkedOffice = Awaited<ReturnType<typeof linkedOffice>>

const heardFrom = async (store: Store, person: string): Promise<readonly Inbound[]> =>
  (await store.read((records) => records.inboxFrom(person, 100))).map(({ channel, messageId, address, heard }) => ({
    channel,
    messageId,
    address,
    heard,
  }))
