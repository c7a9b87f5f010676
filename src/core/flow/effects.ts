/**
 * What the product does when a Flow saves something, by the Effect's name. A Flow that saves anything else would thank
 * for an answer that nobody keeps, so it is refused when it is read.
 */
export const effectNames = [
  ...['answer', 'form', 'assessment', 'concern', 'extension', 'promise', 'instruction-outcome'],
  ...['return', 'issue', 'concern-answer', 'extension-decision', 'instruction', 'instruction-return'],
  ...['broadcast', 'chasing-letter', 'item-return', 'move-deadline', 'report-reopen'],
] as const
