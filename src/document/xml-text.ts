/**
 * A text that is valid in XML 1.0 and in one paragraph: NFC, tabs and line ends as spaces, no control characters, no
 * halves of surrogate pairs.
 */
export const xmlText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 does not allow
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
