import { benchOffice, benchTelegram, broadcast, openLedger } from './ledger.ts'
import { type Ratio, seconds, timed } from './measure.ts'
import { withStandIn } from './stand-in.ts'

/** Telegram's limit over all chats, which the stand-in enforces. */
const perSecond = 30

/** Reminders to as many people through outbox, queue and channel; gives milliseconds. Fails when any was refused. */
async function paced(count: number): Promise<number> {
  return withStandIn({ people: count, strict: true }, async (standIn) => {
    const office = await benchOffice()
    const ledger = await openLedger({ dataDir: ':memory:' }, office, benchTelegram(standIn.apiRoot))
    try {
      await ledger.run()
      const ms = await timed(async () => {
        const all = ledger.sent(count)
        await broadcast(ledger, office, count)
        await all
      })
      const answers = [...(await standIn.answers())]
      if (answers.length !== 1 || answers[0]?.[0] !== 200 || answers[0][1] !== count)
        throw new Error(`not every message was taken at its first try: ${JSON.stringify(answers)}`)
      return ms
    } finally {
      await ledger.close()
    }
  })
}

async function ratioOf(count: number, atMost: number): Promise<Ratio> {
  const ms = await paced(count)
  const ideal = (count * 1000) / perSecond
  return {
    what: `${count} reminders at Telegram's ${perSecond} a second, none refused / the limit's own time`,
    measured: seconds(ms),
    against: seconds(ideal),
    ratio: ms / ideal,
    bound: { atMost },
  }
}

/** What the product loses against the provider's limit. 3,000 reminders take 100 s: only with DUNG_HAN_BENCH_LONG. */
export async function pacing(): Promise<readonly Ratio[]> {
  const short = await ratioOf(300, 1.05)
  if (!process.env.DUNG_HAN_BENCH_LONG) return [short]
  return [short, await ratioOf(3_000, 1.03)]
}
