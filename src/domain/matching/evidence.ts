import type { Decimal } from '../money.ts'
import type { Side } from '../order.ts'
import type { Depth } from './depth.ts'
import type { Print } from './print.ts'
import type { OpenLevel } from './taken.ts'

/** Which snapshot was looked at. `at` is unix milliseconds. */
export interface BookSeen {
  readonly id?: string
  readonly at: number
}

/** A print as it came off the public tape; `side` is the taker's. */
export interface PrintSeen {
  readonly id?: number
  readonly time: number
  readonly price: Decimal
  readonly volume: Decimal
  readonly side: Side
}

interface LevelSeen {
  readonly book: BookSeen
  /** The level's own price, the volume that it showed, and what of it we had taken before. */
  readonly price: Decimal
  readonly shown: Decimal
  readonly takenBefore: Decimal
}

/**
 * Why a fill happened, so that it can be explained afterwards: `level`, a taker walked the book; `crossing`, a snapshot showed
 * opposite size at or through a resting order; `print`, the tape reached it; `late-print`, a stop that fired unseen, filled
 * from a later print (an estimate); `by-hand`, nothing of the market.
 */
export type Evidence =
  | ({ readonly kind: 'level' } & LevelSeen)
  | ({ readonly kind: 'crossing' } & LevelSeen)
  | {
      readonly kind: 'print'
      readonly print: PrintSeen
      /** The print was beyond the order's price, so that no queue stood before it any more. */
      readonly through: boolean
      /** Strangers' volume ahead at the order's price; null where the price was never inside a shown book. */
      readonly queueBefore: Decimal | null
      readonly queueAfter: Decimal
    }
  | { readonly kind: 'late-print'; readonly print: PrintSeen; readonly trigger?: Decimal }
  | { readonly kind: 'by-hand' }

/** What a level proves. */
export const ofLevel = (
  kind: 'level' | 'crossing',
  { price, shown, taken }: OpenLevel,
  depth: Depth,
  now: number,
): Evidence => ({ kind, book: bookSeen(depth, now), price, shown, takenBefore: taken })

const bookSeen = ({ id, at }: Depth, now: number): BookSeen => ({
  ...(id === undefined ? {} : { id }),
  at: at ?? now,
})

/** A print as evidence keeps it. */
export const printSeen = ({ id, time, price, volume, side }: Print): PrintSeen => ({
  ...(id === undefined ? {} : { id }),
  time,
  price,
  volume,
  side,
})
