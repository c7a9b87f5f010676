/** Whom a channel tells, besides the log, that its token is refused and that it is taken again. */
export interface TokenNews {
  /** Nothing goes in or out until somebody sets another token; told once. */
  readonly mustAct?: () => void
  readonly worksAgain?: () => void
}
