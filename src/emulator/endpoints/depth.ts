import type { Level } from '../../domain/matching/depth.ts'
import { oneOf, wholeOf } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { hashText, mix } from '../hash.ts'
import { pairOf } from '../judge.ts'
import { padded } from '../market/decimals.ts'
import { usesDisplayNames } from './listings.ts'
import { PRICE_PLACES } from './ticker.ts'

export const depth: Handler = (call) => {
  const display = usesDisplayNames(call.params)
  const pair = pairOf(call)
  const count = wholeOf(call.params, 'count', 100, 1, 500)
  const book = call.market.book(pair.key, call.now)
  const seconds = Math.floor(call.now / 5_000) * 5
  const rows = (levels: readonly Level[]) =>
    levels
      .slice(0, count)
      .map(({ price, volume }) => [
        padded(price, PRICE_PLACES),
        padded(volume, 3),
        seconds - (mix(hashText(price), 0) % 60),
      ])
  return { [display ? pair.symbol : pair.key]: { asks: rows(book.asks), bids: rows(book.bids) } }
}

/** A display name is asked for here, as on Kraken's own page; an unknown one is an unknown pair all the same. */
export const groupedBook: Handler = (call) => {
  const pair = pairOf(call)
  const most = oneOf(call.params, 'depth', 10, [10, 25, 100, 250, 1_000])
  const grouping = oneOf(call.params, 'grouping', 1, [1, 5, 10, 25, 50, 100, 250, 500, 1_000])
  const { bids, asks } = call.market.book(pair.key, call.now)
  const { listing } = call.market.venue(pair.key)
  const grouped = (levels: readonly Level[], round: (steps: number) => number) => {
    const sums = new Map<number, number>()
    for (const { price, volume } of levels) {
      const ticks = round(Math.round(Number(price) * 10 ** listing.pairDecimals) / grouping) * grouping
      sums.set(ticks, (sums.get(ticks) ?? 0) + Math.round(Number(volume) * 10 ** listing.volumeDecimals))
    }
    return [...sums].slice(0, most).map(([ticks, units]) => ({
      price: (ticks / 10 ** listing.pairDecimals).toFixed(Math.max(PRICE_PLACES, listing.pairDecimals)),
      qty: (units / 10 ** listing.volumeDecimals).toFixed(listing.lotDecimals),
    }))
  }
  return { pair: pair.symbol, grouping, bids: grouped(bids, Math.floor), asks: grouped(asks, Math.ceil) }
}
