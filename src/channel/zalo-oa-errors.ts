import { DeliveryError } from '../app/ports/channel.ts'
import type { Instant } from '../core/time.ts'
import { problemName } from './telegram-errors.ts'
import { Stopped, TookTooLong } from './within-time.ts'

/** Zalo answered with an error code. The text is ours: Zalo's own may quote the request. */
export class OaRefused extends Error {
  override name = 'OaRefused'
  readonly code: number

  constructor(code: number) {
    super(`error ${code}`)
    this.code = code
  }
}

/** There was no answer that can be read. `perhapsDone`: the request may have been carried out all the same. */
export class OaUnreachable extends Error {
  override name = 'OaUnreachable'
  readonly perhapsDone: boolean

  constructor(why: string, perhapsDone: boolean) {
    super(why)
    this.perhapsDone = perhapsDone
  }
}

/**
 * There is no access token to work with. `authorise`: the OA's owner has to agree anew; `busy`: another process is
 * getting one at this moment; `unsaved`: there is one, but it could not be stored and so is not used.
 */
export class NoToken extends Error {
  override name = 'NoToken'
  readonly kind: 'authorise' | 'busy' | 'unsaved'

  constructor(kind: NoToken['kind'], why: string) {
    super(why)
    this.kind = kind
  }
}

export type OaTroubleKind =
  /** The access token is not accepted; another one may be. */
  | 'token'
  /** Nothing works until the OA's owner has agreed anew. */
  | 'authorise'
  /** Nothing works until an admin changes the app, the OA, its plan or its bill. */
  | 'operator'
  | 'slow-down'
  /** Messages are counted, and there are none left for now. */
  | 'quota'
  /** Not at night (22:00–06:00). */
  | 'night'
  /** The person has not been in touch for too long. */
  | 'window'
  /** The person is closed to the OA. */
  | 'gone'
  /** An uploaded file has gone. */
  | 'upload'
  /** The request itself is wrong. */
  | 'refused'
  | 'again'
  /** Zalo or the way to it is down, or did not answer in time. */
  | 'down'
  | 'stopped'
  /** Not Zalo's doing: a store that could not be read, a mistake in the program. */
  | 'own'

/** What went wrong with a call. `why` is safe to log: it names no token, person or message text. */
export interface OaTrouble {
  readonly kind: OaTroubleKind
  readonly why: string
  readonly perhapsDone?: boolean
}

/** Meanings of the codes of openapi.zalo.me, after the appendix "Mã lỗi" of the Official Account documents. */
const meanings: { readonly [code: number]: readonly [OaTroubleKind, string] } = {
  [-32]: ['slow-down', 'too many requests in a minute'],
  [-100]: ['upload', 'the uploaded file has expired'],
  [-200]: ['again', 'sending failed'],
  [-201]: ['refused', 'a parameter is invalid'],
  [-204]: ['operator', 'the OA is disabled'],
  [-205]: ['operator', 'the OA does not exist'],
  [-209]: ['operator', 'the app is not active'],
  [-210]: ['refused', 'a parameter is over its limit'],
  [-211]: ['quota', 'the quota of this feature is used up'],
  [-212]: ['operator', 'the app has not registered this API'],
  [-213]: ['gone', 'the person does not follow the OA'],
  [-216]: ['token', 'the access token is invalid'],
  [-217]: ['gone', 'the person has blocked the OA'],
  [-218]: ['quota', 'the person can receive no more for now'],
  [-219]: ['operator', 'the app was removed'],
  [-220]: ['token', 'the access token has expired'],
  [-221]: ['operator', 'the OA is not verified'],
  [-223]: ['operator', 'the OA has not granted the app'],
  [-224]: ['operator', 'the plan of the OA does not include this'],
  [-227]: ['gone', 'the person is banned or away'],
  [-230]: ['window', 'the person was not in touch for 7 days'],
  [-232]: ['window', 'the interaction has expired'],
  [-233]: ['refused', 'this type of message is not supported'],
  [-234]: ['night', 'not between 22:00 and 06:00'],
  [-235]: ['operator', 'this API is not for this type of OA'],
  [-237]: ['operator', 'the group has expired'],
  [-238]: ['operator', 'the asset is not usable'],
  [-240]: ['operator', 'this API is closed'],
  [-241]: ['operator', 'the asset is used up'],
  [-242]: ['operator', 'the proof of the app secret is wrong'],
  [-244]: ['gone', 'the person restricts such messages'],
  [-248]: ['refused', 'the content is against the rules of the platform'],
  [-249]: ['refused', 'this template cannot go to a user id'],
  [-320]: ['operator', 'there is no billing account'],
  [-321]: ['operator', 'the billing account is empty'],
  [-403]: ['operator', 'the group is not of this OA'],
  // From older tables; still met.
  [-305]: ['window', 'more than 48 hours since the last interaction'],
  [-311]: ['quota', 'the quota of replies is used up'],
}

/** Reads any error of a call to the Official Account API. */
export function readOaTrouble(error: unknown): OaTrouble {
  if (error instanceof OaRefused) {
    // A code that nobody has described may pass; the queue gives up in the end.
    const [kind, words] = meanings[error.code] ?? (['again', 'unknown error'] as const)
    return { kind, why: `${error.code} ${words}` }
  }
  if (error instanceof NoToken) return { kind: tokenKind[error.kind], why: error.message }
  if (error instanceof OaUnreachable) return { kind: 'down', why: error.message, perhapsDone: error.perhapsDone }
  if (error instanceof Stopped) return { kind: 'stopped', why: 'stopped' }
  if (error instanceof TookTooLong) return { kind: 'down', why: 'no answer in time', perhapsDone: true }
  return { kind: 'own', why: `unexpected ${problemName(error)}` }
}

const tokenKind = { authorise: 'authorise', busy: 'again', unsaved: 'own' } as const

const minuteMs = 60_000
/** Soon enough after an admin has put things right; trying faster helps nobody. */
export const unusableRetryMs = 15 * minuteMs
/** A quota is counted by the day or the month; the hour at which it is filled again is not published. */
const quotaRetryMs = 60 * minuteMs
export const slowDownMs = minuteMs

/** What a failed send means for the message. `now` on the provider's clock. */
export function toOaDeliveryError(error: unknown, now: Instant): DeliveryError {
  if (error instanceof DeliveryError) return error
  const { kind, why, perhapsDone } = readOaTrouble(error)
  switch (kind) {
    case 'gone':
      return new DeliveryError('zalo-oa', 'never', why)
    case 'refused':
      return new DeliveryError('zalo-oa', 'refused', why)
    case 'window':
      return new DeliveryError('zalo-oa', 'refused', why, { why: 'window' })
    case 'authorise':
    case 'operator':
    case 'token':
      return new DeliveryError('zalo-oa', 'later', why, { afterMs: unusableRetryMs, why: 'operator' })
    case 'quota':
      return new DeliveryError('zalo-oa', 'later', why, { afterMs: quotaRetryMs, why: 'quota' })
    case 'slow-down':
      return new DeliveryError('zalo-oa', 'later', why, { afterMs: slowDownMs })
    case 'night':
      return new DeliveryError('zalo-oa', 'later', why, { afterMs: untilMorning(now) })
    default:
      return new DeliveryError('zalo-oa', 'later', why, { perhapsSent: perhapsDone ?? false })
  }
}

/** Milliseconds from `now` to the next 06:00 in Vietnam (UTC+7, no daylight saving), and a minute more. */
export function untilMorning(now: Instant): number {
  const hour = 60 * minuteMs
  const sinceMidnight = (now + 7 * hour) % (24 * hour)
  return ((30 * hour - sinceMidnight) % (24 * hour)) + minuteMs
}
