import { choiceOf, textOf } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import type { Candle } from '../market/candles.ts'
import { decimalOf, padded } from '../market/decimals.ts'
import type { Listing } from '../market/pairs.ts'
import { MINUTE_MS } from '../market/quotes.ts'
import type { Venue } from '../market/venue.ts'
import { askedPairs, usesDisplayNames } from './listings.ts'

const DAY = 1_440

/** Prices of the ticker, the book and the tape have at least five places, whatever the pair's own. */
export const PRICE_PLACES = 5

export const ticker: Handler = (call) => {
  const display = usesDisplayNames(call.params)
  const kind = choiceOf(call.params, 'asset_class', ['tokenized_asset', 'forex'])
  if (kind === 'tokenized_asset' && textOf(call.params, 'pair') === undefined) return {}
  return Object.fromEntries(
    askedPairs(call).map((one) => [
      display ? one.symbol : one.key,
      row(call.market.venue(one.key), call.now),
    ]),
  )
}

// "The last 24 hours" are the running minute and the 1,439 before it; "today" began at 00:00 UTC.
const row = (venue: Venue, now: number) => {
  const running = Math.floor(now / MINUTE_MS)
  const today = venue.sum(running - (running % DAY), running + 1, now)
  const latest = venue.sum(running - DAY + 1, running + 1, now)
  const { bids, asks } = venue.top(now)
  const price = (ticks: number) => priceText(venue.listing, ticks)
  const both = <T>(of: (candle: Candle) => T): readonly [T, T] => [of(today), of(latest)]
  return {
    a: quote(asks[0]),
    b: quote(bids[0]),
    c: [price(latest.close), lastVolume(venue, now)],
    v: both(({ volume }) => volumeText(venue.listing, volume)),
    p: both((candle) => averageText(venue.listing, candle, PRICE_PLACES)),
    t: both(({ count }) => count),
    l: both(({ low }) => price(low)),
    h: both(({ high }) => price(high)),
    o: price(today.open),
  }
}

const quote = (level: { price: string; volume: string } | undefined) => {
  if (!level) return ['0.00000', '0', '0.000']
  return [padded(level.price, PRICE_PLACES), level.volume.split('.')[0], padded(level.volume, 3)]
}

const lastVolume = (venue: Venue, now: number) => {
  for (let until = now; ; until -= MINUTE_MS) {
    const print = venue.prints(until - MINUTE_MS, until).at(-1)
    if (print) return print.volume
  }
}

export const priceText = (listing: Listing, ticks: number, places = PRICE_PLACES) =>
  padded(decimalOf(ticks, listing.pairDecimals), places)

export const volumeText = ({ volumeDecimals, lotDecimals }: Listing, volume: number) =>
  padded(decimalOf(volume, volumeDecimals) + (volumeDecimals === 0 ? '.' : ''), lotDecimals)

/** The volume-weighted average price; zero where nothing was traded. */
export const averageText = ({ pairDecimals }: Listing, { cost, volume }: Candle, places: number) => {
  const decimals = Math.max(places, pairDecimals)
  return volume === 0 ? (0).toFixed(decimals) : (cost / volume / 10 ** pairDecimals).toFixed(decimals)
}
