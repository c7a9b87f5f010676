import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentRefused } from '../../src/app/ports/document-reader.ts'
import { samplePlanText } from './sample-plan.ts'
import { read, refusal } from './small-office.ts'

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'samples', 'intake', name)))
const plan = sample('plan.doc')

/** The bytes with one of them changed. */
const changed = (bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array => {
  const copy = bytes.slice()
  for (const [at, value] of changes) copy[at % copy.length] = value
  return copy
}

describe('an old Word document', () => {
  it('gives the same text as the new one: head, lists, merged cells, foot and notes', async () => {
    const found = await read('ke-hoach.doc', plan)
    expect(found.text).toBe(samplePlanText)
    expect(found).toMatchObject({ origin: 'text', confidence: null })
  })

  it('is read by its bytes when its name says .docx', async () => {
    expect((await read('ke-hoach.docx', plan)).text).toBe(samplePlanText)
  })

  it('gives legacy fonts as Unicode, without deleted and hidden text, codes of fields; text boxes at the end', async () => {
    expect((await read('x.doc', sample('marks.doc'))).text).toBe(
      `KẾ HOẠCH hoàn thành trước ngày 15/02/2031

Hạn nộp: 15/5/2031

Ngoài khung

Trang của Ban

| Việc | << | Hạn |
| A | B <br> x <br> y <br> C | Quý II |

Hết.

Trong khung
`,
    )
  })

  it('is refused with a password, cut off, or from before Word 97', async () => {
    expect((await refusal('x.doc', sample('locked.doc'))).reason).toBe('encrypted')
    expect((await refusal('x.doc', plan.slice(0, 9_000))).reason).toBe('damaged')
    // The first sector of the main stream begins with its mark.
    const main = Buffer.from(plan).indexOf(Buffer.from([0xec, 0xa5]))
    expect(await refusal('x.doc', changed(plan, [[main, 0xdc]]))).toMatchObject({
      reason: 'kind-unknown',
      facts: { kind: 'Word 6/95' },
    })
  })

  it('never fails otherwise and never hangs, whatever bytes of it are changed', async () => {
    const change = fc.tuple(fc.nat(plan.length), fc.oneof(fc.constantFrom(0, 1, 255), fc.nat(255)))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        try {
          const { text } = await read('x.doc', changed(plan, changes))
          expect(text.trim()).not.toBe('')
        } catch (error) {
          expect(error).toBeInstanceOf(DocumentRefused)
        }
      }),
      { numRuns: 150 },
    )
  }, 30_000)
})
