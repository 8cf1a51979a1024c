import { type Call, type Handler, KrakenRefusal, type Level } from '../call.ts'
import { hashText, mix } from '../hash.ts'
import { invalid, pairOf, wholeOf } from '../judge.ts'
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
  const most = oneOf(call, 'depth', 10, [10, 25, 100, 250, 1_000])
  const grouping = oneOf(call, 'grouping', 1, [1, 5, 10, 25, 50, 100, 250, 500, 1_000])
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

export const oneOf = (call: Call, name: string, preset: number, words: readonly number[]): number => {
  const value = wholeOf(call.params, name, preset)
  if (!words.includes(value)) throw invalid(name)
  return value
}

/** The book order by order: every level of the seeded book is one or two orders, each with its own id. */
export const levelThree: Handler = (call) => {
  const pair = pairOf(call)
  const most = oneOf(call, 'depth', 100, [0, 10, 25, 100, 250, 1_000])
  if (pair.status !== 'online' && pair.status !== 'post_only' && pair.status !== 'cancel_only')
    throw new KrakenRefusal('EQuery:Invalid asset pair')
  const { bids, asks } = call.market.book(pair.key, call.now)
  const orders = (levels: readonly Level[], side: string) =>
    (most === 0 ? levels : levels.slice(0, most)).map(({ price, volume }) => ({
      price: padded(price, PRICE_PLACES),
      qty: padded(volume, pair.lotDecimals),
      order_id: orderId(`${pair.key} ${side} ${price}`),
      // Nanoseconds exceed what a double holds; Kraken sends them as a number all the same.
      timestamp: (call.now - (mix(hashText(price), 1) % 60_000)) * 1_000_000,
    }))
  return { pair: pair.symbol, bids: orders(bids, 'bid'), asks: orders(asks, 'ask') }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const orderId = (place: string) => {
  const word = hashText(place)
  const text = Array.from({ length: 16 }, (_, i) => ALPHABET[mix(word, i) & 31]).join('')
  return `O${text.slice(0, 5)}-${text.slice(5, 10)}-${text.slice(10)}`
}
