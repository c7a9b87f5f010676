/** NĐ 30/2020, Phụ lục I, in twips (1/1440 inch; 1 mm is 56.693, 1 pt is 20). Sizes of type in half-points. */

/** The library and JSON hold whole numbers; Word rounds fractions by itself, differently in each version. */
const mm = (millimetres: number): number => Math.round(millimetres * 56.693)

export const page = { width: 11906, height: 16838 }
export const margin = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(10) }
export const textWidth = page.width - margin.left - margin.right

export const typeface = 'Times New Roman'

/** The sizes of the decree's own samples (vn-admin-facts 1.3). */
export const size = {
  nation: 24,
  motto: 26,
  issuer: 24,
  number: 26,
  date: 26,
  title: 28,
  about: 24,
  body: 28,
  table: 26,
  signature: 28,
  recipientsTitle: 24,
  recipients: 22,
  pageNumber: 26,
  draftMark: 26,
}

/** 1.27 cm. */
export const firstLine = 720
/** 6 pt. */
export const paragraphGap = 120
/** 1.15 lines, in 240ths of a line. */
export const lineSpacing = 276

/** Left and right column of the head: the text width split 40 : 60. */
export const headColumns = [Math.round(textWidth * 0.4), textWidth - Math.round(textWidth * 0.4)] as const

/** Mean width of a character of Times New Roman in ems; enough to draw a line of a third to a half of a text. */
const meanWidth = { upperBold: 0.72, lowerBold: 0.47 }

/** About how wide a line of text is, twips, at a size in half-points. */
export const aboutWidth = (text: string, halfPoints: number, kind: keyof typeof meanWidth): number =>
  Math.round([...text.normalize('NFC')].length * meanWidth[kind] * halfPoints * 10)

/** The width of "Độc lập - Tự do - Hạnh phúc" in 13 pt bold: the line beneath is as long as the text. */
export const mottoWidth = 3330
/** The width of "Kính gửi" in 14 pt: the dashes of several addressees stand under the colon. */
export const addressWidth = 1020
