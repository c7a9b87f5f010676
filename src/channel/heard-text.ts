/** What people type, as a database can keep it: no NUL characters and no halves of surrogate pairs. */
export const heardText = (text: string): string => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '')
