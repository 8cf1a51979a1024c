import type { Level } from '../../domain/matching/depth.ts'
import { Refused } from '../../domain/matching/refused.ts'
import { oneOf } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { hashText, letters, mix } from '../hash.ts'
import { pairOf } from '../judge.ts'
import { padded } from '../market/decimals.ts'
import { PRICE_PLACES } from './ticker.ts'

/** The book order by order: every level of the seeded book is one or two orders, each with its own id. */
export const levelThree: Handler = (call) => {
  const pair = pairOf(call)
  const most = oneOf(call.params, 'depth', 100, [0, 10, 25, 100, 250, 1_000])
  if (pair.status !== 'online' && pair.status !== 'post_only' && pair.status !== 'cancel_only')
    throw new Refused('EQuery:Invalid asset pair')
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

const orderId = (place: string) => letters(place, 16).replace(/^(.{5})(.{5})(.{6})$/, 'O$1-$2-$3')
