import type { Characters } from './characters.ts'

/** A vowel that bears an accent: a syllable without one may be a sign or a word of another language. */
const marked = '[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]'
const vowel = `(?:${marked}|[aeiouy])`

/** "tr ước", "ng ày", "kh ông": a beginning that is no word, and the rest of a syllable. */
const afterFirst = new RegExp(
  `(?<![\\p{L}\\p{N}.-])(?:ngh|ng|nh|th|tr|ch|kh|ph|qu|gh) (?=${vowel}?${vowel}?${marked}${vowel}{0,2}(?:ng|nh|ch|[cmnpt])?(?!\\p{L}))`,
  'gu',
)
/** "trướ c", "chuyể n", "nă m": a syllable that cannot end with its vowel, and its last consonant. */
const beforeLast =
  /(?<=(?<!\p{L})[\p{Ll}]{0,4}(?:ư[ơờớởỡợ]|u[ôồốổỗộ]|[iy][êềếểễệ]|[ăằắẳẵặâầấẩẫậ])) (?=(?:ng|nh|ch|[cmnpt])(?![\p{L}\p{N}).,:]))/gu

/**
 * Takes the blank out of words that a scan or a PDF has broken in two. Only where the first half is no word and both
 * together are a syllable with an accent; the second half stands in the document as a letter of the same word.
 */
export function withWholeWords(characters: Characters): Characters {
  const { shown, clean, at } = characters
  const blanks = new Set<number>()
  for (const found of clean.matchAll(afterFirst)) {
    const blank = found.index + found[0].length - 1
    // Capitals before small letters are an abbreviation: "NH ở Gia Lai".
    if (!/\p{Lu}/u.test(shown[blank - 1] ?? '') || /\p{Lu}/u.test(shown[blank + 1] ?? '')) blanks.add(blank)
  }
  for (const found of clean.matchAll(beforeLast)) blanks.add(found.index)
  if (blanks.size === 0) return characters
  const kept: number[] = []
  for (let i = 0; i < clean.length; i += 1) if (!blanks.has(i)) kept.push(i)
  return {
    shown: kept.map((i) => shown[i]).join(''),
    clean: kept.map((i) => clean[i]).join(''),
    at: Int32Array.from([...kept.map((i) => at[i] ?? 0), at[clean.length] ?? 0]),
  }
}
