import type { Depth } from '../../domain/matching/depth.ts'
import type { Print } from '../call.ts'
import { BOOK_DEPTH, createBook } from './book.ts'
import type { Candle } from './candles.ts'
import { decimalOf } from './decimals.ts'
import { createHistory } from './history.ts'
import type { Listing } from './pairs.ts'
import type { Shocks } from './path.ts'
import { createQuotes, MINUTE_MS, SLOT_MS, SLOTS } from './quotes.ts'
import { createTape, IDS_PER_MINUTE, type RawPrint } from './tape.ts'

/** Best bid and ask of one slot; `time` is its beginning in unix seconds. */
export interface Spread {
  readonly time: number
  readonly bid: string
  readonly ask: string
}

/** Everything that happens on one pair. */
export interface Venue {
  readonly listing: Listing
  book(now: number): Depth
  /** Only the best level of each side, which is quicker. */
  top(now: number): Depth
  prints(after: number, until: number): readonly Print[]
  /** The sum of the minutes [from, to) as far as they have happened; minutes are counted from 1970. */
  sum(from: number, to: number, now: number): Candle
  spread(at: number): Spread
  last(now: number): string
}

export const createVenue = (seed: string, listing: Listing, shocks?: Shocks): Venue => {
  const quotes = createQuotes(seed, listing, shocks)
  const tape = createTape(seed, listing, quotes)
  const history = createHistory(tape)
  const book = createBook(seed, listing, quotes)
  const price = (ticks: number) => decimalOf(ticks, listing.pairDecimals)

  const printOf = (minute: number, raw: RawPrint): Print => ({
    id: minute * IDS_PER_MINUTE + raw.index,
    time: minute * MINUTE_MS + raw.at,
    price: price(raw.ticks),
    volume: decimalOf(raw.volume * 10 ** (listing.lotDecimals - listing.volumeDecimals), listing.lotDecimals),
    side: raw.bought ? 'buy' : 'sell',
    orderType: raw.atMarket ? 'market' : 'limit',
  })

  const printsOf = (minute: number): readonly Print[] =>
    tape.prints(minute).map((raw) => printOf(minute, raw))

  return {
    listing,
    book: (now) => book(now, BOOK_DEPTH),
    top: (now) => book(now, 1),
    prints: (after, until) => {
      const found: Print[] = []
      for (let minute = Math.floor(after / MINUTE_MS); minute * MINUTE_MS <= until; minute++)
        found.push(...printsOf(minute).filter(({ time }) => time > after && time <= until))
      return found
    },
    sum: history.sum,
    spread: (at) => {
      const minute = Math.floor(at / MINUTE_MS)
      const slot = Math.floor(at / SLOT_MS)
      return {
        time: (slot * SLOT_MS) / 1000,
        bid: price(quotes.best('bid', minute, slot % SLOTS)),
        ask: price(quotes.best('ask', minute, slot % SLOTS)),
      }
    },
    last: (now) => {
      const minute = Math.floor(now / MINUTE_MS)
      return price(history.sum(minute, minute + 1, now).close)
    },
  }
}
