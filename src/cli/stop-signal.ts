/** Resolves at the first of these signals; a second one ends the process at once. */
export function stopSignal(of: NodeJS.Process, signals: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of signals)
      of.once(signal, () => {
        of.once(signal, () => of.exit(130))
        resolve(signal)
      })
  })
}
