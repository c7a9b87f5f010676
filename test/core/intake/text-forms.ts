/** Ways in which one and the same document is written down, saved, printed or recognised. */

const oldTones: Readonly<Record<string, string>> = {
  òa: 'oà', óa: 'oá', ỏa: 'oả', õa: 'oã', ọa: 'oạ', òe: 'oè', óe: 'oé', ỏe: 'oẻ', ọe: 'oẹ',
  ùy: 'uỳ', úy: 'uý', ủy: 'uỷ', ũy: 'uỹ', ụy: 'uỵ', Ủy: 'Uỷ',
} // biome-ignore format: a table
const iForY: Readonly<Record<string, string>> = { ý: 'í', ỳ: 'ì', ỹ: 'ĩ', ỷ: 'ỉ', Ý: 'Í', Ỳ: 'Ì', Ỹ: 'Ĩ', Ỷ: 'Ỉ' }

/** "Hoà", "uỷ", "quí", "kì", "quản lí", "hàng năm". */
export const oldSpelling = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?<!q)(?:[òóỏõọ][ae]|[ùúủũụ]y|Ủy)(?!\p{L})/giu, (all) => oldTones[all] ?? all)
    .replace(/(?<!\p{L})([Qq]u)ý(?!\p{L})/gu, '$1í')
    .replace(/(?<!\p{L})([klmt])([ýỳỹỷ])(?!\p{L})/giu, (_all, first: string, vowel: string) => first + iForY[vowel])
    .replace(/hằng (?=năm|tháng|quí|tuần|ngày)/g, 'hàng ')

/** Two blanks, a blank that does not break, a blank with a zero-width one, in turn; Windows line ends; soft hyphens. */
export function otherBlanks(text: string): string {
  const blanks = ['  ', '\u00a0', ' \u200b', ' ']
  let at = 0
  return text
    .replace(/ /g, () => blanks[at++ % blanks.length] ?? ' ')
    .replace(/(\p{Ll}{2})(\p{Ll}{2})/gu, '$1\u00ad$2')
    .replace(/\n/g, '\r\n')
}

/** Lines broken at a width, as a mail or a PDF has them; rows of tables stay whole. */
export function broken(text: string, width: number): string {
  return text.split('\n').flatMap(folded).join('\n')
  function folded(line: string): string[] {
    if (/[\t|]/.test(line) || line.length <= width) return [line]
    const out: string[] = []
    let open = ''
    for (const word of line.split(' ')) {
      if (open !== '' && open.length + 1 + word.length > width) {
        out.push(open)
        open = word
      } else open = open === '' ? word : `${open} ${word}`
    }
    return [...out, open]
  }
}

/** Broken lines on pages of 34 lines with their numbers below, apart by empty lines or by a form feed. */
export function onPages(text: string, end: 'empty lines' | 'form feed'): string {
  const out: string[] = []
  for (const [i, line] of broken(text, 80).split('\n').entries()) {
    out.push(line)
    const page = String(2 + Math.floor(i / 34))
    if (i % 34 === 33) out.push(...(end === 'form feed' ? [`\f${page}`] : ['', page, '']))
  }
  return out.join('\n')
}

/** Bold dates and quarters, slanted words. */
export function emphasised(text: string): string {
  let at = 0
  return text
    .split('\n')
    .map((line) =>
      /^\s*[|*#-]|\t|\*/.test(line)
        ? line
        : line
            .replace(/(\d{1,2}\/\d{1,2}(?:\/\d{4})?|(?<!\p{L})[Qq]uý [IVX]+)/gu, '**$1**')
            .replace(/(?<= )(\p{L}{3,})(?= )/gu, (word) => (at++ % 7 === 0 ? `*${word}*` : word)),
    )
    .join('\n')
}

/** Letters for figures in days and years, as scans have them: "l0/5", "3O/10/2O22". */
export const scannedFigures = (text: string): string =>
  text
    .replace(/(?<=(?:ngày|trước|hết|đến) )1(?=\d[/.])/g, 'l')
    .replace(/\/1(?=[0-2]\/)/g, '/l')
    .replace(/(?<=\d)0(?=\/\d)/g, 'O')
    .replace(/(?<=\/\d?\d?\/|năm )20(?=\d\d)/g, '2O')

/** No accents at all. */
export const unaccented = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
