import type { BreakwaterError } from '../../domain/errors.ts'
import type { OrderIntent } from '../../domain/order.ts'
import type {
  BookFact,
  HoldingFact,
  LastFact,
  MarginFact,
  Needs,
  PositionFact,
  QuoteFact,
  TargetFact,
} from '../../domain/risk/facts.ts'
import type { PairTable } from './tables.ts'

/** What was read for one call before it is judged. */
export interface Gathered {
  /** The call's orders, by the names that people write. */
  readonly intents: readonly OrderIntent[]
  readonly needs: Needs
  readonly table?: PairTable | undefined
  readonly books: ReadonlyMap<string, BookFact>
  readonly lasts: ReadonlyMap<string, LastFact>
  readonly quotes: readonly QuoteFact[]
  readonly holdings?: readonly HoldingFact[] | undefined
  readonly positions?: readonly PositionFact[] | undefined
  readonly margin?: MarginFact | undefined
  readonly targets: ReadonlyMap<string, TargetFact>
  /** How much was known of fills before holdings and positions were asked for. */
  readonly fillsVersion: number
  /** Nothing was left that may have traded unseen. */
  readonly isFresh: boolean
  /** Something could not be read for the key's rate. */
  readonly busy?: BreakwaterError | undefined
}

/** Tells whether a rule would look at anything at all. */
export const isNothing = (needs: Needs): boolean =>
  !needs.pairs &&
  !needs.holdings &&
  !needs.positions &&
  !needs.margin &&
  !needs.reading &&
  !needs.fills &&
  !needs.targets &&
  needs.books.length + needs.lasts.length + needs.conversions.length === 0

/** Nothing was read, and nothing is needed. */
export const nothingGathered = (
  intents: readonly OrderIntent[],
  needs: Needs,
  table: PairTable | undefined,
): Gathered => ({
  intents,
  needs,
  table,
  books: new Map(),
  lasts: new Map(),
  quotes: [],
  targets: new Map(),
  fillsVersion: 0,
  isFresh: true,
})
