/** What is said when something that was typed cannot be kept: what it was, so that it can be copied. */

/** `parts`: what was typed, each under the name of its question; a single text stands alone. */
export function whatWasTyped(parts: readonly { readonly title: string; readonly text: string }[]): string {
  const [first] = parts
  if (first === undefined) return ''
  if (parts.length === 1) return `Nội dung anh/chị đã gõ (chưa được ghi):\n${first.text}`
  return ['Nội dung anh/chị đã gõ (chưa được ghi):', ...parts.map(({ title, text }) => `– ${title}: ${text}`)].join(
    '\n',
  )
}

/** The name of a question that has none. */
export const otherPart = 'Nội dung'
