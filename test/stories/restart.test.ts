import { expect, it } from 'vitest'
import { compose, OtherClock, type Running } from '../../src/compose.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { silentLog } from '../silent-log.ts'
import { describeWhole } from '../whole.ts'
import { instant } from '../world.ts'

const giaLai = 'config/plans/gia-lai-2023.yaml'
const traVinh = 'config/plans/tra-vinh-2019-2025.yaml'

async function start(database: Database, plans: readonly string[], clock: string | null): Promise<Running> {
  const office = await readConfiguration({ plans })
  if (!office.value) throw new Error('the configuration gives no office')
  const config = { dataDir: ':memory:', port: 0, logLevel: 'silent', language: 'vi', production: false } as const
  return compose(config, office.value, {
    database,
    demo: clock !== null,
    role: 'all',
    log: silentLog,
    version: 'test',
    ...(clock === null ? {} : { clockFrom: instant(clock) }),
  })
}

const followed = async (running: Running): Promise<readonly string[]> =>
  (await running.store.read((records) => records.plans()))
    .filter(({ status }) => status === 'active')
    .map(({ id }) => id)

describeWhole('a server that is started again', () => {
  it('follows a plan no more that the board names no more, and takes it up again when it is named again', async () => {
    const database = await openDatabase({ dataDir: ':memory:' })
    const first = await start(database, [giaLai, traVinh], '2023-04-13T07:00')
    expect(await followed(first)).toEqual(['gia-lai-2023', 'tra-vinh-2019-2025'])
    await first.close()

    const second = await start(database, [giaLai], '2023-04-13T07:10')
    expect(await followed(second)).toEqual(['gia-lai-2023'])
    await second.demo?.passTo(instant('2023-04-13T07:30'))
    const morning = (await second.demo?.chat('cv-van-phong'))?.map(({ text }) => text).join('\n') ?? ''
    expect(morning).toContain('27/4/2023')
    expect(morning).not.toContain('32/KH-BQLKKT')
    await second.close()

    const third = await start(database, [giaLai, traVinh], '2023-04-13T08:00')
    expect(await followed(third)).toEqual(['gia-lai-2023', 'tra-vinh-2019-2025'])
    await third.close()
    await database.close()
  })

  it('keeps a demo’s records and real ones apart', async () => {
    const database = await openDatabase({ dataDir: ':memory:' })
    const demo = await start(database, [giaLai], '2023-04-13T07:00')
    await demo.close()
    await expect(start(database, [giaLai], null)).rejects.toThrow(OtherClock)
    const again = await start(database, [giaLai], '2023-04-13T07:00')
    await again.close()
    await database.close()
  })
})
