import { answeringConcerns } from './answering-concerns.ts'
import { bulletins } from './bulletins.ts'
import { decidingExtensions } from './deciding-extensions.ts'
import type { Feature } from './feature.ts'
import { instructing } from './instructing.ts'
import { promising } from './promising.ts'

/** What heads and leaders do beside answering and approving. */
export const leading: readonly Feature[] = [bulletins, instructing, answeringConcerns, decidingExtensions, promising]
