import type { Bound, ReadingFact, TradingState } from '../../domain/risk/facts.ts'

/** What the rails ask other parts of the account, in the very step in which they judge; none of it throws. */
export interface RailsSources {
  /** Every document that this token's orders must stand before. */
  boundsOf(tokenId: string): readonly Bound[]
  /** The same with what the risk check last found of each. */
  withReadings(bounds: readonly Bound[]): readonly Bound[]
  reading(): ReadingFact | undefined
  /** Runs the risk check at once. */
  refresh(): Promise<void>
  tradingState(tokenId: string): TradingState
}
