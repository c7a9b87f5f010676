/** Bytes of a file that is read at all. */
export const mostBytes = 20 * 1024 * 1024

/** Pages of a document; an office's plan with its annexes is far below. */
export const mostPages = 200

/** A full page of an office document has about 2,500 characters; small print in tables comes to 4,000. */
export const mostCharacters = mostPages * 4_000
