const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, '.')

/**
 * A number as Vietnamese texts write it: `1.234,5`. At most `decimals` decimals, no trailing zeros. Written by hand so
 * that it is the same whatever language data the host has.
 */
export function formatNumber(value: number, decimals = 2): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return String(value)
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.')
  const kept = fraction.replace(/0+$/, '')
  const written = kept === '' ? grouped(whole) : `${grouped(whole)},${kept}`
  return value < 0 && written !== '0' ? `-${written}` : written
}

/** A count in running text: below 10 with a leading zero, as offices write it (`07 nhiệm vụ`). */
export const formatCount = (count: number): string =>
  Number.isInteger(count) && count >= 0 && count < 10 ? `0${count}` : formatNumber(count)

/** `I`, `II`, `III` … for the headings of a document; `index` counts from 1. */
export function roman(index: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let left = index
  let written = ''
  for (const [value, sign] of steps) {
    while (left >= value) {
      written += sign
      left -= value
    }
  }
  return written
}

const letters = [
  'a',
  'b',
  'c',
  'd',
  'đ',
  'e',
  'g',
  'h',
  'i',
  'k',
  'l',
  'm',
  'n',
  'o',
  'p',
  'q',
  'r',
  's',
  't',
  'u',
  'v',
  'x',
  'y',
]

/** The letter of a point by the Vietnamese alphabet (no f, j, w, z); `index` counts from 1; after y comes aa. */
export function pointLetter(index: number): string {
  const at = (index - 1) % letters.length
  const before = Math.floor((index - 1) / letters.length)
  return `${before > 0 ? pointLetter(before) : ''}${letters[at] ?? ''}`
}
