import { oneOf, wholeOf } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { pairOf } from '../judge.ts'
import { recordsBegin } from '../market/market.ts'
import { MINUTE_MS } from '../market/quotes.ts'
import type { Venue } from '../market/venue.ts'
import { usesDisplayNames } from './listings.ts'
import { averageText, priceText, volumeText } from './ticker.ts'

const INTERVALS: readonly number[] = [1, 5, 15, 30, 60, 240, 1_440, 10_080, 21_600]
const MOST_COMMITTED = 720

/** The last 720 committed candles and the running one, as the live API sends them; `last` is the last committed. */
export const ohlc: Handler = (call) => {
  const display = usesDisplayNames(call.params)
  const pair = pairOf(call)
  const interval = oneOf(call.params, 'interval', 1, INTERVALS)
  const since = wholeOf(call.params, 'since', 0)
  const running = Math.floor(call.now / MINUTE_MS)
  const current = running - (running % interval)
  const begun = Math.ceil(recordsBegin(call.now) / MINUTE_MS / interval) * interval
  const after = (Math.floor(since / 60 / interval) + 1) * interval
  const venue = call.market.venue(pair.key)
  const rows = []
  for (
    let at = Math.min(current, Math.max(begun, after, current - MOST_COMMITTED * interval));
    at <= current;
    at += interval
  )
    rows.push(row(venue, at, interval, call.now))
  return { [display ? pair.symbol : pair.key]: rows, last: (current - interval) * 60 }
}

const row = (venue: Venue, at: number, interval: number, now: number) => {
  const { listing } = venue
  const candle = venue.sum(at, at + interval, now)
  const price = (ticks: number) => priceText(listing, ticks, listing.pairDecimals)
  return [
    at * 60,
    price(candle.open),
    price(candle.high),
    price(candle.low),
    price(candle.close),
    candle.count === 0 ? '0.0' : averageText(listing, candle, listing.pairDecimals),
    volumeText(listing, candle.volume),
    candle.count,
  ]
}
