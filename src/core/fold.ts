/**
 * How a text is compared when people type as they like: lower case, without Vietnamese accents (đ becomes d),
 * without invisible characters, single spaces. NFC and NFD spellings give the same; folding twice changes nothing.
 * @example foldVietnamese('  Đã  HOÀN thành ') // 'da hoan thanh'
 */
export function foldVietnamese(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/đ/g, 'd')
    .replace(/\s+/g, ' ')
    .trim()
}
