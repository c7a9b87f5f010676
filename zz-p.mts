import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { pdfPage } from './src/document/pdf-page.ts'
import { pictureOfPage } from './src/document/scan-pages.ts'
import * as sp from './src/document/scan-picture.ts'
import { readyPage } from './src/document/recognise.ts'
import { createWorker } from 'tesseract.js'
const w = await createWorker('vie', 1, { langPath: 'node_modules/@tesseract.js-data/vie/4.0.0_best_int', cacheMethod: 'none' })
const doc = await getDocument({ data: new Uint8Array(readFileSync('test/samples/intake/scan.pdf')), verbosity: 0 }).promise
const sum: Record<string, number[]> = {}
const C = async (n: string, f: () => Promise<any>) => { const c = process.cpuUsage(); await f(); const d = process.cpuUsage(c); (sum[n] ??= []).push((d.user + d.system) / 1000 | 0) }
for (let k = 0; k < 3; k++) for (const n of [1, 2]) {
  const p = await doc.getPage(n); const f = await pdfPage(p); const s = pictureOfPage(p, f.onlyPicture!, f.pictureDpi)!
  const r = readyPage(s.picture, s.dpi)
  const raw = Buffer.from(sp.pgmOf(s.picture).buffer), cl = Buffer.from(sp.pgmOf(sp.cleanPage(s.picture, s.dpi)!.picture).buffer), st = Buffer.from(sp.pgmOf(r.seen!.parts.picture).buffer)
  await w.setParameters({ tessedit_pageseg_mode: '3' as any, user_defined_dpi: '0' as any }); await C(n + ' raw 3', () => w.recognize(raw, {}, { text: true })); 
  await w.setParameters({ user_defined_dpi: '150' }); await C(n + ' raw 3 dpi', () => w.recognize(raw, {}, { text: true })); 
  await C(n + ' clean 3', () => w.recognize(cl, {}, { text: false, tsv: true }))
  await w.setParameters({ tessedit_pageseg_mode: '4' as any }); await C(n + ' stacked 4', () => w.recognize(st, {}, { text: false, tsv: true }))
  await w.setParameters({ tessedit_pageseg_mode: '6' as any }); await C(n + ' stacked 6', () => w.recognize(st, {}, { text: false, tsv: true }))
}
console.log(sum); await w.terminate()
