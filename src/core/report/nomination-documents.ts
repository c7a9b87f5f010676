import * as say from '../../text/vi-form-documents.ts'
import { capital } from './citation.ts'
import { signatureOf } from './document-head.ts'
import { type FormInput, formDocument, type NamedDocument, paragraph, paragraphs, votesOf } from './form-document.ts'
import { numbered } from './periodic-report.ts'
import type { Block } from './report.ts'
import { formatNumber } from './vietnamese-number.ts'

/** Rewards that the chair of the province's People's Committee gives (vn-admin-facts 6.4); the others are the Board's. */
const provincial: ReadonlySet<unknown> = new Set(['bang-khen', 'tap-the-ldxs', 'co-thi-dua', 'cstd-tinh'])

/** Characters of the achievements that the submission repeats; the report beside it has them all. */
const summary = 300

function shortened(text: string): string {
  const first = text.replace(/\s+/g, ' ').trim()
  if (first.length <= summary) return first
  return `${first.slice(0, summary).replace(/\s+\S*$/u, '')}… ${say.seeAchievements}`
}

/** "Ủy ban nhân dân tỉnh Gia Lai" from the Board's parent, whose documents may write it in capitals or short. */
function parentName(parent: string): string {
  const [, , place = '', name = ''] =
    /^(ubnd|[ủu][ỷy] ban nhân dân)\s+(tỉnh|thành phố)?\s*(.*)$/iu.exec(parent.normalize('NFC').trim()) ?? []
  if (place === '' && name === '') return parent
  const words = name === name.toUpperCase() ? name.toLowerCase().split(/\s+/).map(capital).join(' ') : name
  return ['Ủy ban nhân dân', place.toLowerCase(), words].filter((part) => part !== '').join(' ')
}

/** Báo cáo thành tích and Tờ trình for one nominee (vn-admin-facts 2.4, 2.5). */
export function nominationDocuments(input: FormInput): readonly NamedDocument[] {
  const { filled, unit, board } = input
  const collective = filled.raw('kind') === 'collective'
  const reward = filled.text('form')
  const kind = filled.text('kind').toLowerCase()
  const [profile, achieved, rewarded] = say.achievementsParts
  const rewards = filled.list('rewards')
  const table: Block = {
    kind: 'table',
    columns: say.rewardColumns.map((title, index) => ({
      title,
      share: [10, 90][index] ?? 0,
      align: index === 0 ? ('center' as const) : ('left' as const),
    })),
    rows: rewards.map((text, index) => [String(index + 1), text]),
  }
  const report = formDocument(input, 'unit', null, {
    title: say.titles.achievements,
    subject: say.achievementsSubject(reward),
    body: numbered([
      {
        title: profile,
        blocks: [
          paragraph(say.ended(say.labelled(collective ? say.collectiveName : say.personName, filled.text('nominee')))),
          paragraph(say.ended(say.labelled(say.unitLabel, `${unit.name}, ${board.name}`))),
          paragraph(say.ended(say.labelled(say.seat, board.place))),
          ...(filled.text('profile') === '' ? [] : paragraphs(filled.text('profile'))),
        ],
      },
      { title: achieved, blocks: paragraphs(filled.text('achievements')) },
      { title: rewarded, blocks: rewards.length === 0 ? [paragraph(say.noInformation)] : [table] },
    ]),
    confirmation: say.confirmsAchievements,
    signature: [collective ? say.unitHead : say.reporter],
  })
  const above = provincial.has(filled.raw('form'))
  const by = above ? board.name : unit.name
  const share = filled.figures('votes').find((one) => one.computed)?.value
  const submission = formDocument(input, above ? 'board' : 'unit', above ? 'TTr' : null, {
    title: say.titles.submission,
    subject: say.submissionSubject(reward, kind),
    addressees: [
      above
        ? say.provincialChair(parentName(board.parent))
        : say.boardHead(capital((signatureOf(board)[0] ?? '').toLowerCase()), board.name),
    ],
    opening: [say.submissionOpening(by)],
    body: [
      paragraph(votesOf(filled)),
      paragraph(say.proposed(reward, kind)),
      {
        kind: 'table',
        columns: say.nomineeColumns.map((title, index) => ({
          title,
          share: [6, 20, 18, 30, 15, 11][index] ?? 0,
          align: index === 1 || index === 3 ? ('left' as const) : ('center' as const),
        })),
        rows: [
          [
            '1',
            filled.text('nominee'),
            unit.name,
            shortened(filled.text('achievements')) || say.noInformation,
            reward,
            share == null ? say.noData : `${formatNumber(share, 1)}%`,
          ],
        ],
      },
    ],
    closing: say.closeSubmission(by),
    recipients: say.submissionRecipients(board.drafter),
    signature: above ? signatureOf(board) : [say.unitHead],
  })
  return [
    { name: 'BC-thanh-tich', document: report },
    { name: 'TTr-khen-thuong', document: submission },
  ]
}
