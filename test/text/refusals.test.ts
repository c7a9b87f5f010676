import { describe, expect, it } from 'vitest'
import type { RefusalReason } from '../../src/app/ports/document-reader.ts'
import { english } from '../../src/text/en.ts'
import { refusedDocument } from '../../src/text/operators.ts'
import { refusalText } from '../../src/text/vi-intake.ts'
import { vietnamese } from '../../src/text/vi-operators.ts'

/** Every reason, with facts that come with it. */
const reasons: { readonly [R in RefusalReason]: { readonly [name: string]: string | number } } = {
  empty: {},
  'too-large': { megabytes: 25 },
  'too-many-pages': { pages: 301, most: 200 },
  encrypted: {},
  damaged: {},
  'kind-unknown': { kind: 'OpenDocument' },
  'wrong-extension': { found: 'RTF' },
  'archive-bomb': {},
  secret: {},
  'legacy-font': { font: 'TCVN3' },
  'unreadable-scan': { confidence: 31 },
  'not-vietnamese': {},
  'not-a-plan': { found: 'BÁO CÁO' },
}

describe('the sentences for documents that are not read', () => {
  it.each(Object.entries(reasons))('say %s with and without its facts, in both languages', (name, facts) => {
    const reason = name as RefusalReason
    for (const text of [refusalText(reason, facts), refusalText(reason, {})]) {
      expect(text).toMatch(/^\p{Lu}.*\.$/u)
      expect(text).toBe(text.normalize('NFC'))
      expect(text).not.toContain('undefined')
    }
    for (const say of [english, vietnamese]) {
      for (const value of Object.values(facts)) expect(refusedDocument(reason, facts, say)).toContain(String(value))
      expect(refusedDocument(reason, {}, say)).toMatch(/\.$/)
    }
  })

  it('are different for each reason', () => {
    const said = Object.keys(reasons).map((reason) => refusalText(reason as RefusalReason, {}))
    expect(new Set(said).size).toBe(said.length)
  })

  it('name what the file is instead, and how long it is', () => {
    expect(refusalText('wrong-extension', { found: 'RTF' })).toContain('RTF')
    expect(refusalText('kind-unknown', { kind: 'OpenDocument' })).toContain('OpenDocument')
    expect(refusalText('too-many-pages', { pages: 301, most: 200 })).toMatch(/301.*200/)
  })
})
