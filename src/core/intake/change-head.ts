import * as vi from '../../text/vi-correct.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { foldVietnamese } from '../fold.ts'
import type { Decision } from './decision.ts'
import type { DraftHead } from './plan-draft.ts'
import { readDueWords } from './read-due-words.ts'
import { readPeriod } from './read-period.ts'
import { contextOf } from './review-context.ts'
import type { Exchange } from './review-exchange.ts'
import type { Offer } from './review-offers.ts'
import type { HeadField } from './review-talk.ts'

/** The parts of a head that may be put right, in the order of the document. */
export const headFields = ['number', 'issued-on', 'title', 'period', 'issuer'] as const satisfies readonly HeadField[]

const partOf = (head: DraftHead, field: HeadField): string | null => {
  switch (field) {
    case 'number':
      return head.number
    case 'issued-on':
      return vi.headDay(head.issuedOn)
    case 'title':
      return head.title === null ? null : shortTitle(head.title, 300)
    case 'period':
      return vi.headPeriod(head.period)
    case 'issuer':
      return head.issuer
  }
}

export const headOffers = (): readonly Offer[] =>
  headFields.map((field) => ({ label: vi.headNames[field], verb: `head:${field}` }))

export function showHead(exchange: Exchange, before = ''): undefined {
  exchange.ask({ kind: 'head' })
  const card = vi.headCard(headFields.map((field) => [field, partOf(exchange.review.head, field)]))
  exchange.offer(before === '' ? card : `${before}\n\n${card}`, headOffers())
}

export function askHead(exchange: Exchange, field: HeadField): undefined {
  exchange.ask({ kind: 'head-field', field })
  exchange.say(vi.askHead(field, partOf(exchange.review.head, field)))
}

const isBlank = (words: string): boolean => /^(?:trong|de trong|khong co|chua co|bo trong)$/.test(foldVietnamese(words))

/** "21/KH-BQLKKT", "21-KH/ĐU": a figure and letters with a stroke between, no sentence. */
const numberShape = /^(?:số\s*:?\s*|so\s*:?\s*)?(\d{1,5}[a-zđ]?\s?[-/]\s?[\p{L}\d][\p{L}\d.&\- /]{0,40})$/iu

/** What a typed value says; undefined when it is none. */
function decisionOf(exchange: Exchange, field: HeadField, words: string): Decision | undefined {
  const tidy = words.normalize('NFC').replace(/\s+/g, ' ').trim()
  switch (field) {
    case 'number': {
      if (isBlank(tidy)) return { kind: 'number', number: null }
      const number = numberShape.exec(tidy)?.[1]?.replace(/\s*([-/])\s*/g, '$1')
      return number?.includes('/') ? { kind: 'number', number } : undefined
    }
    case 'issued-on': {
      if (isBlank(tidy)) return { kind: 'issued-on', issuedOn: null }
      const rule = readDueWords(tidy, contextOf(exchange.review))?.rule
      return rule?.kind === 'by' || rule?.kind === 'on' ? { kind: 'issued-on', issuedOn: rule.date } : undefined
    }
    case 'period': {
      const period = readPeriod(tidy)
      return period === undefined ? undefined : { kind: 'period', period }
    }
    case 'title':
      return tidy === '' || tidy.length > 500 ? undefined : { kind: 'title', title: tidy }
    case 'issuer':
      return tidy === '' || tidy.length > 200 ? undefined : { kind: 'issuer', issuer: tidy }
  }
}

/** Puts a part of the head right; `guided`: the head is shown again. */
export function setHead(exchange: Exchange, field: HeadField, words: string, guided: boolean): undefined {
  const decision = decisionOf(exchange, field, words)
  if (decision === undefined) {
    if (guided) exchange.ask({ kind: 'head-field', field })
    return exchange.say(vi.headNotRead(field))
  }
  const before = partOf(exchange.review.head, field)
  exchange.decide(decision)
  const after = partOf(exchange.review.head, field)
  // Nothing to take back by "hoàn tác" where nothing has changed.
  if (before === after) exchange.undo()
  const text = before === after ? vi.headSame(field, after) : vi.headSet(field, before, after)
  if (guided) showHead(exchange, text)
  else exchange.acknowledge(text, false)
}
