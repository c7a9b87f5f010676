import type { Feature } from '../conversation/feature.ts'
import { promising } from '../work/promising.ts'
import { answeringConcerns } from './answering-concerns.ts'
import { bulletins } from './bulletins.ts'
import { decidingExtensions } from './deciding-extensions.ts'
import { instructing } from './instructing.ts'

/** What heads and leaders do beside answering and approving. */
export const leading: readonly Feature[] = [bulletins, instructing, answeringConcerns, decidingExtensions, promising]
