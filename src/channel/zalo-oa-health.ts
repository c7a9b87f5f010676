import type { Log } from '../app/ports/log.ts'
import type { OaTrouble, OaTroubleKind } from './zalo-oa-errors.ts'

const sentences: { readonly [K in OaTroubleKind]?: string } = {
  authorise: 'The Zalo OA is not authorised: open the page that connects the OA and let its owner agree.',
  token: 'Zalo refuses every access token of the OA: check ZALO_OA_APP_ID and whether the OA still grants the app.',
  operator: 'Zalo refuses the OA or the app: see the code, and put it right in the OA console or its plan.',
  'slow-down': 'Zalo asks for a pause: the OA or the app makes too many requests a minute.',
  quota: 'A quota of the Zalo OA is used up.',
  down: 'Zalo OA cannot be reached; trying again.',
}

/** Who wants to know. */
export interface HealthTold {
  /** Called once when the app, the OA, its plan or its bill has to be put right. */
  readonly mustAct?: (why: string) => void
  /** Called when a message went out for the first time, and after each trouble. */
  readonly worksAgain?: () => void
}

/** Tells operators once what is wrong with the OA, admins once when they must act, and once that it is well again. */
export class ZaloOaHealth {
  private readonly told = new Set<OaTroubleKind>()
  private readonly log: Log
  private readonly tell: HealthTold
  private worked = false

  constructor(log: Log, tell: HealthTold = {}) {
    this.log = log
    this.tell = tell
  }

  /** A call failed; repeated troubles of the same kind go to `debug`. `doing` names the call. */
  failed(trouble: OaTrouble, doing: string): void {
    const fields = { channel: 'zalo-oa', doing, trouble: trouble.kind, why: trouble.why }
    const sentence = sentences[trouble.kind] ?? 'A call to the Zalo OA failed.'
    const repeated = this.told.has(trouble.kind)
    this.told.add(trouble.kind)
    if (repeated) this.log.debug(fields, sentence)
    else if (['authorise', 'operator', 'token'].includes(trouble.kind)) this.log.error(fields, sentence)
    else this.log.warn(fields, sentence)
    if (!repeated && (trouble.kind === 'operator' || trouble.kind === 'token')) this.tell.mustAct?.(trouble.why)
  }

  /** A message went out. */
  works(): void {
    const over = [...this.told]
    this.told.clear()
    if (over.length > 0) this.log.info({ channel: 'zalo-oa', over }, 'The Zalo OA works again.')
    // The first time counts as well: the trouble may be one that another process met.
    if (over.length > 0 || !this.worked) this.tell.worksAgain?.()
    this.worked = true
  }
}
