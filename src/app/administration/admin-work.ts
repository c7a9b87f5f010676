import { commandTexts as texts } from '../../text/vi-commands.ts'
import type { Feature } from '../conversation/feature.ts'
import type { Talk } from '../conversation/talk.ts'
import { leadsToday } from '../people/standing-in.ts'
import { assignButtons, assignIn } from '../plans/assigning.ts'
import { deadlineButtons, moveDeadline, saveMove } from '../plans/moving-deadlines.ts'
import { planButtons, planList } from '../plans/plans-chat.ts'
import { auditButtons } from './audit-chat.ts'
import { broadcast, broadcastButtons, saveBroadcast } from './broadcasting.ts'
import { letterButtons, saveLetter, writeLetter } from './chasing-letters.ts'
import { compileButtons, compileNow } from './compiling-now.ts'
import { itemButtons, reopenReport, returnItem, reviewItems } from './item-review.ts'
import { nudge, nudgeButtons } from './nudging.ts'
import { progress, progressButtons } from './progress-chat.ts'
import { ratesButtons, statistics } from './rates-chat.ts'

const isAdmin = ({ person }: Talk): boolean => person.roles.includes('admin')
const directs = (talk: Talk): boolean => isAdmin(talk) || leadsToday(talk)
const seesUnits = (talk: Talk): boolean => directs(talk) || talk.person.roles.includes('head')

/** What admins do for the whole Board, and leaders with them where they decide. */
export const adminWork: Feature = {
  commands: [
    { name: 'tiendo', words: ['tien do'], text: texts.tiendo, shownTo: seesUnits, run: (talk) => progress(talk) },
    { name: 'thongke', words: ['thong ke'], text: texts.thongke, shownTo: seesUnits, run: (talk) => statistics(talk) },
    { name: 'tonghop', words: ['tong hop'], text: texts.tonghop, shownTo: directs, run: (talk) => compileNow(talk) },
    { name: 'duyet', words: ['duyet'], text: texts.duyet, shownTo: directs, run: (talk) => reviewItems(talk) },
    { name: 'nhac', words: ['nhac', 'nhac viec'], text: texts.nhac, shownTo: directs, run: nudge },
    { name: 'thongbao', words: ['thong bao'], text: texts.thongbao, shownTo: directs, run: (talk) => broadcast(talk) },
    { name: 'han', words: ['doi han'], text: texts.han, shownTo: directs, run: (talk) => moveDeadline(talk) },
    { name: 'congvan', words: ['cong van'], text: texts.congvan, shownTo: directs, run: (talk) => writeLetter(talk) },
    { name: 'kehoach', words: ['ke hoach'], text: texts.kehoach, shownTo: isAdmin, run: planList },
    { name: 'phancong', words: ['phan cong'], text: texts.phancong, shownTo: isAdmin, run: (talk) => assignIn(talk) },
  ],
  buttons: {
    ...assignButtons,
    ...auditButtons,
    ...broadcastButtons,
    ...compileButtons,
    ...deadlineButtons,
    ...itemButtons,
    ...letterButtons,
    ...nudgeButtons,
    ...planButtons,
    ...progressButtons,
    ...ratesButtons,
  },
  effects: {
    broadcast: saveBroadcast,
    'chasing-letter': saveLetter,
    'item-return': returnItem,
    'move-deadline': saveMove,
    'report-reopen': reopenReport,
  },
}
