/** What keeps two processes from doing at the same moment what may be done once, or one after the other. */
export interface CrossingRecords {
  /**
   * Goes on when no other write of the Board has any of these, and has them until this write ends. Only what is looked at
   * after it still holds when it is changed. A name says what waits: `promise|<occurrence>`.
   */
  serialise(what: readonly string[]): Promise<void>
  /** `fact` for whoever sets it from what it was: of two writes the second one sees what the first one has set. */
  factToChange(name: string): Promise<string | undefined>
}
