/** Carries out one item and gives what became of it; many items are carried out together. */
export type Gathered<In, Out> = (item: In) => Promise<Out>

interface Waiting<In, Out> {
  readonly item: In
  readonly done: (result: Out) => void
  readonly failed: (why: unknown) => void
}

/**
 * Carries out items together: while `work` is busy with some, the next ones gather. `work` gives one result for each
 * item, in their order; when it fails, all of its items fail. At most `most` items go into one call.
 */
export function gather<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  most = 500,
): Gathered<In, Out> {
  let waiting: Waiting<In, Out>[] = []
  let busy = false

  const carryOut = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const results = await work(batch.map(({ item }) => item))
      if (results.length !== batch.length) throw new Error('there is not one result for each item')
      for (const [index, { done }] of batch.entries()) done(results[index] as Out)
    } catch (why) {
      for (const { failed } of batch) failed(why)
    }
  }
  const pump = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await carryOut(batch)
      // Whoever was answered just now and asks again at once belongs to the next batch.
      await new Promise((resolve) => setImmediate(resolve))
    }
    busy = false
  }

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      if (busy) return
      busy = true
      // After what has come in at the same time.
      setImmediate(() => void pump())
    })
}
