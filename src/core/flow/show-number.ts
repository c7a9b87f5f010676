/**
 * A number as an office writes it: point between thousands, comma before decimals.
 * `decimals` is how many decimals are kept at most; without it all of them.
 * @example showNumber(1234.5) // '1.234,5'
 */
export function showNumber(value: number, decimals?: number): string {
  const kept = decimals === undefined ? value : Number(value.toFixed(decimals))
  const plain = inFull(Math.abs(kept))
  const [whole = '0', part] = plain.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${kept < 0 ? '-' : ''}${grouped}${part === undefined ? '' : `,${part}`}`
}

/** JavaScript writes very large and very small numbers with an exponent; an office does not. */
function inFull(value: number): string {
  const short = String(value)
  const [mantissa = '', exponent] = short.split('e')
  if (exponent === undefined) return short
  const shift = Number(exponent)
  const [whole = '', part = ''] = mantissa.split('.')
  if (shift < 0) return `0.${'0'.repeat(-shift - 1)}${whole}${part}`
  return whole + part.padEnd(shift, '0')
}
