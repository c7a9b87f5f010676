/** A figure as plans write it, with what it is a figure of. */
export interface Figure {
  /** In the piece that was handed in. */
  readonly start: number
  /** After the figure and its unit. */
  readonly end: number
  /** After the figure itself. */
  readonly numberEnd: number
  readonly value: number
  readonly unit: string
  /** What is counted, without "/năm"; the unit where nothing is. */
  readonly noun: string
  readonly kind: 'percent' | 'count' | 'money' | 'score' | 'rank'
  /** A range "90-95%" or "từ 90% đến 95%": its lower bound is the target. */
  readonly range: boolean
  /** "từ 60% lên 80%": the start of it belongs to the way there. */
  readonly rise: boolean
  /** The number is spelled out: "hai". */
  readonly spelled: boolean
  /** "14/14 xã": of how many. */
  readonly of?: number
  /** Its unit stands with what it measures: "Điểm trung bình đạt 3,6". */
  readonly bare?: boolean
}
