import type { Level } from '../../domain/matching/depth.ts'
import { invalid, textOf, wholeOf } from '../../kraken/trading/arguments.ts'
import type { Pair } from '../../kraken/trading/call.ts'
import type { Handler, Print } from '../call.ts'
import { pairOf } from '../judge.ts'
import { findAsset } from '../market/assets.ts'

// What regulators ask every venue to publish: the best levels before a trade, the prints after it.

const VENUE = 'PGSL'
const LEVELS = 10
const HOUR_MS = 3_600_000

const symbolOf = (key: string) => findAsset(key)?.symbol ?? key

const names = (pair: Pair) => ({
  symbol: pair.symbol,
  description: `${symbolOf(pair.base)} against ${symbolOf(pair.quote)}`,
  base_asset: symbolOf(pair.base),
  quote_asset: symbolOf(pair.quote),
  quote_notation: 'MONE',
})

export const preTrade: Handler = (call) => {
  const pair = pairOf(call, 'symbol')
  const { bids, asks } = call.market.book(pair.key, call.now)
  const published = new Date(Math.floor(call.now / 5_000) * 5_000).toISOString()
  const rows = (levels: readonly Level[], side: 'BUY' | 'SELL') =>
    levels
      .slice(0, LEVELS)
      .map(({ price, volume }) => ({ side, price, qty: volume, count: 1, publication_ts: published }))
  return {
    ...names(pair),
    base_notation: 'NOML',
    venue: VENUE,
    system: 'CLOB',
    bids: rows(bids, 'BUY'),
    asks: rows(asks, 'SELL'),
  }
}

export const postTrade: Handler = (call) => {
  const { params, market, now } = call
  const count = wholeOf(params, 'count', 1_000, 1, 1_000)
  const until = Math.min(timeOf(textOf(params, 'to_ts'), 'to_ts') ?? now, now)
  const from = timeOf(textOf(params, 'from_ts'), 'from_ts')
  const asked = textOf(params, 'symbol') === undefined ? [...market.pairs.values()] : [pairOf(call, 'symbol')]
  // Long enough for a thousand prints.
  const windowMs = asked.length === 1 ? 12 * HOUR_MS : HOUR_MS
  if (from !== undefined && from > until) throw invalid('from_ts')
  const found = asked
    .flatMap((pair) =>
      market.prints(pair.key, Math.max(from ?? 0, until - windowMs), until).map((print) => ({ pair, print })),
    )
    .sort((a, b) => a.print.time - b.print.time)
    .slice(-count)
  return {
    last_ts: new Date(found.at(-1)?.print.time ?? until).toISOString(),
    count: found.length,
    trades: found.map(({ pair, print }) => trade(pair, print)),
  }
}

const timeOf = (text: string | undefined, name: string): number | undefined => {
  if (text === undefined) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw invalid(name)
  return ms
}

const trade = (pair: Pair, { id, time, price, volume }: Print) => ({
  ...names(pair),
  trade_id: `${pair.altname}-${id}`,
  price,
  quantity: volume,
  base_notation: 'UNIT',
  trade_venue: VENUE,
  trade_ts: new Date(time).toISOString(),
  publication_venue: VENUE,
  publication_ts: new Date(time).toISOString(),
})
