/** Signs that no office types: what a scan makes of stains and table rules. */
const STRAY = /[~^{}«»¬¦§¢£¥®©™°º¤]|\p{L}[\d]\p{L}|[\p{Ll}][\p{Lu}][\p{Ll}]/gu

/** Whether a text looks as if a scan was read badly: figures that had to be put right, many words, many stray signs. */
export function isNoisy(shown: string, repairs: number, figures: number): boolean {
  if (shown.length === 0) return false
  const stray = shown.match(STRAY)?.length ?? 0
  const thousands = Math.max(1, shown.length / 1000)
  if (figures > 0) return true
  return (repairs >= 2 && repairs / thousands >= 0.5) || (stray > 8 && stray / thousands > 6)
}
