import { bulletin } from '../../core/reminder/bulletin.ts'
import { dateOf } from '../../core/time.ts'
import * as words from '../../text/vi-bulletin.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import type { Feature } from '../conversation/feature.ts'
import type { Spoken, Talk } from '../conversation/talk.ts'
import { leadsToday } from '../people/standing-in.ts'
import { chartsOf } from '../reminders/board-chart.ts'
import { readDesk } from '../reminders/read-desk.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

const seesBoard = (talk: Talk): boolean => leadsToday(talk) || talk.person.roles.includes('admin')

/** `/bantin`: the digest of heads and leaders when they ask for it, with its picture. */
async function tellBulletin(talk: Talk): Promise<Spoken> {
  const { records, office, prepared, person, now } = talk
  const desk = await readDesk(records, prepared, now)
  const said = bulletin(prepared, await standingsWithReports(records), desk, person.id, now)
  const chart = (await chartsOf(records, office, prepared, now))(seesBoard(talk) ? null : person.unitId)
  const files = chart.units.length === 0 ? [] : [await talk.drawProgress(chart)]
  const reply = said ?? { text: words.nothingWaits(dateOf(now)) }
  return { replies: [files.length === 0 ? reply : { ...reply, files }] }
}

/** How things stand on one screen. */
export const bulletins: Feature = {
  commands: [
    {
      name: 'bantin',
      words: ['ban tin', 'tong hinh', 'tong hop tinh hinh'],
      text: commandTexts.bantin,
      shownTo: (talk) => seesBoard(talk) || talk.person.roles.includes('head'),
      run: (talk) => tellBulletin(talk),
    },
  ],
}
