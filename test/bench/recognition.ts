import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createWorker, OEM } from 'tesseract.js'
import { endDocumentThread } from '../../src/document/document-thread.ts'
import { readPdf } from '../../src/document/read-pdf.ts'
import { readImage } from '../../src/document/read-scan.ts'
import { type Compared, inPairs, type Ratio, seconds } from './measure.ts'
import { root } from './root.ts'

const sample = (name: string): Buffer => readFileSync(join(root, 'test/samples/intake', name))

/** The JPEG files of the pages of a PDF that holds nothing else. */
function picturesIn(pdf: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = pdf.indexOf('/DCTDecode'); at >= 0; at = pdf.indexOf('/DCTDecode', at + 1)) {
    const start = pdf.indexOf('stream\n', at) + 'stream\n'.length
    found.push(pdf.subarray(start, pdf.indexOf('\nendstream', start)))
  }
  return found
}

/** What was not measured holds no bound. */
const none: Compared = { ours: Number.NaN, theirs: Number.NaN, ratio: Number.NaN }

/**
 * Reading scanned pages (taking them out of the PDF, putting them level, drawn tables, paragraphs) against the
 * recognition library alone on the same pictures, both warm; and how long the event loop stood still meanwhile.
 */
export async function recognition(): Promise<readonly Ratio[]> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json'))
  const alone = await createWorker('vie', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    cacheMethod: 'none',
  })
  const picture = sample('scan.png')
  const pdf = sample('scan.pdf')
  const pages = picturesIn(pdf)
  if (pages.length !== 2) throw new Error('the sample scan has changed')
  let pause = 0
  try {
    const measured = async (work: () => Promise<unknown>): Promise<void> => {
      const delay = monitorEventLoopDelay({ resolution: 2 })
      delay.enable()
      await work()
      delay.disable()
      pause = Math.max(pause, delay.percentile(99) / 1e6)
    }
    // The first documents of a process are spent on starting and compiling.
    await Promise.all([
      readImage(sample('same-table.png')).then(() => readPdf(sample('same-table.scan.pdf'))),
      alone.recognize(pages[1] ?? picture),
    ])
    const [ofPicture, ofPdf] = await inPairs(5, 32_000, [
      [() => measured(() => readImage(picture)), () => alone.recognize(picture)],
      [
        () => measured(() => readPdf(pdf)),
        async () => {
          for (const page of pages) await alone.recognize(page)
        },
      ],
    ])
    const against = (what: string, { ours, theirs, ratio }: Compared = none): Ratio => ({
      what: `${what} / tesseract.js alone`,
      measured: seconds(ours),
      against: seconds(theirs),
      ratio,
      bound: { atMost: 1.3 },
    })
    return [
      against('scanned page read', ofPicture),
      against('scanned PDF of 2 pages read', ofPdf),
      {
        what: 'pauses of the event loop meanwhile, 99 of 100 / 100 ms',
        measured: seconds(pause),
        against: seconds(100),
        ratio: pause / 100,
        bound: { atMost: 1 },
      },
    ]
  } finally {
    await alone.terminate()
    await endDocumentThread()
  }
}
