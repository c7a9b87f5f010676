import { playMonth } from '../month-of-a-board.ts'
import { endWorlds } from '../world.ts'
import { type Ratio, seconds } from './measure.ts'

/** What the month of a whole office may take, in milliseconds. */
const limitMs = 20_000

/** A month of fifteen people and four plans, played by the whole product on an embedded database, against its limit. */
export async function month(): Promise<Ratio> {
  const began = performance.now()
  const { due, inTime, puzzled } = await playMonth().finally(endWorlds)
  const took = performance.now() - began
  if (puzzled.length > 0 || due === 0 || inTime < due * 0.95) throw new Error('the month did not go as it should')
  return {
    what: 'a month of 15 people and four plans',
    measured: seconds(took),
    against: seconds(limitMs),
    ratio: took / limitMs,
    bound: { atMost: 1 },
  }
}
