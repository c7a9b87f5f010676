import type { ProgressChart } from '../../core/chart/progress-chart.ts'
import type { Instant } from '../../core/time.ts'

/** Draws a chart as a picture that a phone shows; the same chart gives the same bytes. */
export type DrawChart = (chart: ProgressChart) => Promise<Uint8Array>

export interface PictureRecords {
  /**
   * SHA-256 of drawn pictures in messages written from `from` until before `until`, in no message since, and handed in as
   * evidence by nobody.
   */
  picturesSent(from: Instant, until: Instant): Promise<readonly string[]>
}
