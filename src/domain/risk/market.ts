import { add, type Decimal, divide, isLess, isPositive } from '../money.ts'
import type { BookFact, Facts } from './facts.ts'
import { BOOK_FRESH_MS, isFresh, LAST_USABLE_MS, QUOTE_FRESH_MS } from './freshness.ts'

/** Best bid and ask of a book that both has. */
export interface Touch {
  readonly bid: Decimal
  readonly ask: Decimal
  readonly mid: Decimal
}

const PLACES = 20

const known = new WeakMap<BookFact, { readonly touch: Touch | undefined }>()

/** The touch of a book; none where a side is empty or the book is crossed. Worked out once for each book. */
export const touchIn = (book: BookFact): Touch | undefined => {
  const before = known.get(book)
  if (before) return before.touch
  const touch = read(book)
  known.set(book, { touch })
  return touch
}

const read = ({ bids, asks }: BookFact): Touch | undefined => {
  const [bid, ask] = [bids[0]?.[0], asks[0]?.[0]]
  if (bid === undefined || ask === undefined || !isPositive(bid) || isLess(ask, bid)) return undefined
  return { bid, ask, mid: divide(add(bid, ask), '2', PLACES) }
}

/** The touch of a pair's fresh book; none where it is old, missing, one-sided or crossed. */
export const touchOf = (facts: Facts, pair: string): Touch | undefined => {
  const book = facts.books.get(pair)
  return book && isFresh(book.at, facts.now, BOOK_FRESH_MS) ? touchIn(book) : undefined
}

/** The last price, at most 5 minutes old. */
export const lastOf = (facts: Facts, pair: string): Decimal | undefined => {
  const last = facts.lasts.get(pair)
  return last && isFresh(last.at, facts.now, LAST_USABLE_MS) && isPositive(last.price)
    ? last.price
    : undefined
}

/** Whether relative prices can be resolved as Kraken would resolve them now. */
export const lastIsFresh = (facts: Facts, pair: string): boolean => {
  const last = facts.lasts.get(pair)
  return last !== undefined && isFresh(last.at, facts.now, QUOTE_FRESH_MS)
}
