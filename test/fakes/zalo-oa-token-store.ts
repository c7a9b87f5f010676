import type { TokenStore, Tokens } from '../../src/channel/zalo-oa-tokens.ts'

/** Tokens in memory, shared by as many keepers as a test has processes. */
export class ZaloOaTokenStore implements TokenStore {
  kept: Tokens | null
  /** Every pair that was ever stored. */
  readonly history: Tokens[] = []
  /** The next so many changes fail, as when the database is away. */
  failing = 0
  /** Called before each change. */
  before: (next: Tokens) => Promise<void> = async () => undefined

  constructor(kept: Tokens | null = null) {
    this.kept = kept
  }

  async load(): Promise<Tokens | null> {
    return this.kept
  }

  async replace(old: Tokens | null, next: Tokens): Promise<boolean> {
    await this.before(next)
    if (this.failing > 0) {
      this.failing -= 1
      throw new Error('the store is away')
    }
    if ((this.kept?.version ?? null) !== (old?.version ?? null)) return false
    this.kept = next
    this.history.push(next)
    return true
  }
}
