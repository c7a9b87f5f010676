/**
 * How a text is compared when people type as they like: lower case, without Vietnamese accents (đ becomes d),
 * without invisible characters, single spaces. NFC and NFD spellings give the same; folding twice changes nothing.
 * @example foldVietnamese('  Đã  HOÀN thành ') // 'da hoan thanh'
 */
export function foldVietnamese(text: string): string {
  const bare = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
  // What is left of a Vietnamese text is ASCII as a rule; only other letters need the slow classes.
  const plain = notAscii.test(bare) ? bare.replace(/[\p{M}\p{Cf}]/gu, '') : bare
  return (untidy.test(plain) ? plain.replace(/\s+/g, ' ') : plain).trim()
}

const notAscii = /[^\u0020-\u007e]/
const untidy = /\s\s|[^\S ]/
