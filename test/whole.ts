import { describe, it } from 'vitest'

/**
 * Suites that start, kill and restart whole processes, play long stories, recognise pictures or vary whole plans take
 * minutes; the fast run leaves them out and says so. This is whether the present run leaves nothing out.
 */
export const whole = process.env.DUNG_HAN_TEST_WHOLE !== undefined

export const describeWhole = describe.skipIf(!whole)
export const itWhole = it.skipIf(!whole)
