import { invalid, textOf, wholeOf } from '../../kraken/trading/arguments.ts'
import type { Call, Handler, Print } from '../call.ts'
import { pairOf } from '../judge.ts'
import { padded } from '../market/decimals.ts'
import { recordsBegin } from '../market/market.ts'
import { MINUTE_MS, SLOT_MS } from '../market/quotes.ts'
import type { Venue } from '../market/venue.ts'
import { usesDisplayNames } from './listings.ts'
import { PRICE_PLACES } from './ticker.ts'

const NS_PER_MS = 1_000_000n
const SPREADS_KEPT = 200

/** Public prints: the latest ones, or those after `since` (a `last` from an earlier answer, or unix seconds). */
export const trades: Handler = (call) => {
  const display = usesDisplayNames(call.params)
  const pair = pairOf(call)
  const count = wholeOf(call.params, 'count', 1_000, 1, 1_000)
  const since = sinceOf(call)
  const venue = call.market.venue(pair.key)
  const prints =
    since === undefined ? latest(venue, call.now, count) : following(venue, since, call.now, count)
  const last = prints.at(-1)?.time ?? since ?? call.now
  return {
    [display ? pair.symbol : pair.key]: prints.map(row),
    last: String(BigInt(Math.floor(last)) * NS_PER_MS),
  }
}

const row = ({ price, volume, time, side, orderType, id }: Print) => [
  padded(price, PRICE_PLACES),
  volume,
  time / 1000,
  side === 'buy' ? 'b' : 's',
  orderType === 'market' ? 'm' : 'l',
  '',
  id,
]

/** Milliseconds; Kraken takes nanoseconds (19 digits) and seconds. */
const sinceOf = ({ params }: Call): number | undefined => {
  const text = textOf(params, 'since')
  if (text === undefined) return undefined
  if (!/^\d{1,19}(\.\d+)?$/.test(text)) throw invalid('since')
  return text.length >= 16 && !text.includes('.') ? Number(BigInt(text) / NS_PER_MS) : Number(text) * 1000
}

const latest = (venue: Venue, now: number, count: number): readonly Print[] => {
  let found: readonly Print[] = []
  for (let until = now; found.length < count && until > recordsBegin(now); until -= 60 * MINUTE_MS)
    found = [...venue.prints(until - 60 * MINUTE_MS, until), ...found]
  return found.slice(-count)
}

const following = (venue: Venue, since: number, now: number, count: number): readonly Print[] => {
  const found: Print[] = []
  for (
    let after = Math.max(since, recordsBegin(now));
    found.length < count && after < now;
    after += 60 * MINUTE_MS
  )
    found.push(...venue.prints(after, Math.min(after + 60 * MINUTE_MS, now)))
  return found.slice(0, count)
}

/** The last 200 best prices; `since` (unix seconds) is inclusive. */
export const spread: Handler = (call) => {
  const display = usesDisplayNames(call.params)
  const pair = pairOf(call)
  const since = wholeOf(call.params, 'since', 0)
  const venue = call.market.venue(pair.key)
  const rows = Array.from({ length: SPREADS_KEPT }, (_, i) =>
    venue.spread(call.now - (SPREADS_KEPT - 1 - i) * SLOT_MS),
  ).filter(({ time }) => time >= since)
  return {
    [display ? pair.symbol : pair.key]: rows.map(({ time, bid, ask }) => [
      time,
      padded(bid, PRICE_PLACES),
      padded(ask, PRICE_PLACES),
    ]),
    last: rows.at(-1)?.time ?? since,
  }
}
