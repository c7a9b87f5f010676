import { describe, expect, it } from 'vitest'
import type { RehearsedMessage } from '../../src/cli/rehearse.ts'
import { rehearse } from '../../src/cli/rehearse.ts'
import { dateOf, timeOf } from '../../src/core/time.ts'
import { english } from '../../src/text/en.ts'
import { itWhole } from '../whole.ts'
import { World } from '../world.ts'

interface Said {
  readonly date: string
  readonly time: string
  readonly person: string
  readonly text: string
}

const inOrder = (said: readonly Said[]): readonly Said[] =>
  said.toSorted((a, b) => (`${a.date} ${a.time} ${a.person}` < `${b.date} ${b.time} ${b.person}` ? -1 : 1))

async function rehearsed(plans: readonly string[], from: string, to: string): Promise<readonly RehearsedMessage[]> {
  const lines: string[] = []
  const terminal = { out: (line: string) => lines.push(line), complain: () => {}, say: english }
  expect(await rehearse(plans, { from, to, json: true }, terminal)).toBe(0)
  return JSON.parse(lines.join('\n')) as RehearsedMessage[]
}

async function served(plans: readonly string[], from: string, to: string): Promise<readonly Said[]> {
  await using world = await World.open({ now: `${from}T00:00`, plans })
  await world.passTo(`${to}T23:59`)
  const said: Said[] = []
  for (const { id } of world.running.demo?.people() ?? [])
    for (const line of await world.read(id))
      said.push({ date: dateOf(line.at), time: timeOf(line.at), person: id, text: line.text })
  return said
}

interface Rehearsal {
  readonly plans: readonly string[]
  readonly from: string
  readonly to: string
}

const lateStart: Rehearsal = { plans: ['config/plans/gia-lai-2023.yaml'], from: '2023-04-24', to: '2023-06-30' }
const longer: readonly Rehearsal[] = [
  { plans: ['config/plans/gia-lai-2023.yaml'], from: '2023-01-01', to: '2023-12-31' },
  {
    plans: [
      'config/plans/phu-yen-2022.yaml',
      'config/plans/phu-quoc-2022.yaml',
      'config/plans/tra-vinh-2019-2025.yaml',
    ],
    from: '2022-06-01',
    to: '2022-10-31',
  },
]

async function saysTheSame({ plans, from, to }: Rehearsal): Promise<void> {
  const planned = await rehearsed(plans, from, to)
  expect(planned.length).toBeGreaterThan(10)
  const said = await served(plans, from, to)
  expect(inOrder(said)).toEqual(inOrder(planned.map(({ date, time, person, text }) => ({ date, time, person, text }))))
}

describe('a rehearsal', () => {
  it('of a plan taken up late says exactly what a server then says', () => saysTheSame(lateStart))

  itWhole.each(longer)('of $plans from $from to $to says exactly what a server then says', saysTheSame)
})
