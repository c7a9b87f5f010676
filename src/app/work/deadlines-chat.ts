import { foldVietnamese } from '../../core/fold.ts'
import { unitOf } from '../../core/plan/board.ts'
import { ownDeadlines } from '../../core/reminder/own-deadlines.ts'
import { addDays, dateOf, weekdayOf } from '../../core/time.ts'
import * as words from '../../text/vi-calendar.ts'
import { commandTexts } from '../../text/vi-commands.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import type { Feature } from '../conversation/feature.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

/** Days ahead, this one and the next four weeks counted by their Sundays; and lines at most. */
const weeksAhead = 4
const linesShown = 15
const titleLimit = 90
/** Late work of longer ago is history. */
const daysBack = 60

async function deadlines(talk: Talk): Promise<Spoken> {
  const { prepared, person, records, office, now } = talk
  const today = dateOf(now)
  const sunday = addDays(today, 7 - weekdayOf(today))
  const to = addDays(sunday, weeksAhead * 7)
  const span = { from: addDays(today, -daysBack), to }
  const all = ownDeadlines(prepared, await standingsWithReports(records), person, now, span)
  const late = all.filter(({ status }) => status === 'late').length
  const open = all.filter(({ status }) => status === 'open')
  const shown = open.slice(0, linesShown)
  const lines: string[] = []
  for (let week = sunday; week <= to; week = addDays(week, 7)) {
    const monday = addDays(week, -6)
    const here = shown.filter(({ occurrence: { due } }) => due >= monday && due <= week)
    if (here.length === 0) continue
    lines.push(words.weekHead(monday, week, week === sunday))
    for (const { occurrence, movedFrom } of here) {
      const title = shortTitle(occurrence.title, titleLimit)
      const what = occurrence.stage === 'report' ? words.reportTitle(title) : title
      // Of another Unit only whoever stands in for somebody has deadlines here, often the same as the own ones.
      const other = occurrence.unitId === person.unitId || occurrence.stage === 'report' ? null : occurrence.unitId
      const whose = other === null ? what : words.ofUnit(what, unitOf(office.board, other)?.name ?? other)
      lines.push(words.deadlineLine(occurrence.due, whose, movedFrom))
    }
  }
  const head = open.length === 0 ? words.noDeadlines(to) : words.deadlinesHead(to)
  const rest = open.length - shown.length
  const more = [...(rest > 0 ? [words.moreDeadlines(rest)] : []), ...(late > 0 ? [words.lateCount(late)] : [])]
  return say([head, ...lines, ...more].join('\n'), { wantsCalendar: true })
}

async function changeLink({ records, person, now }: Talk): Promise<Spoken> {
  await records.endCalendarLinks(person.id, now)
  await records.audit({ at: now, actor: person.id, action: 'calendar.changed', subject: person.id, detail: {} })
  return say(words.calendarChanged, { wantsCalendar: true })
}

/** `/lich`: deadlines to come and the way to them in a calendar; `/lich moi` ends the link and makes another. */
export const deadlinesInChat: Feature = {
  commands: [
    {
      name: 'lich',
      words: ['lich', 'lich cua toi'],
      text: commandTexts.lich,
      run: async (talk, rest = '') => {
        const word = foldVietnamese(rest)
        if (word === '') return deadlines(talk)
        return word === 'moi' ? changeLink(talk) : say(words.calendarNotUnderstood)
      },
    },
  ],
}
