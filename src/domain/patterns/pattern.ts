import type { Anatomy } from './anatomy.ts'

/** What a pattern is taken for: a turn of the trend before it, a move that goes on, a pause that says no direction, a trap. */
export type Kind = 'reversal' | 'move' | 'pause' | 'trap'

/** One pattern as data. */
export interface Pattern {
  readonly name: string
  /** TA-Lib's name of it. */
  readonly talib: string
  readonly kind: Kind
  /** How many candles make it up. */
  readonly bars: number
  /** The first place at which it is looked for: TA-Lib's lookback. */
  readonly from: number
  /**
   * TA-Lib's value where the pattern ends: 0 none; the sign is the direction, or of a pause the colour; 100 the pattern,
   * 80 with ends that match, 200 confirmed. No candle after `at` is looked at.
   */
  value(a: Anatomy, at: number): number
  /** How many candles a hit at this place spans, where that differs. */
  span?(a: Anatomy, at: number): number
}
