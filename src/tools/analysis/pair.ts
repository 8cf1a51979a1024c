import type { Desk } from '../../desk/desk.ts'
import { BreakwaterError } from '../../domain/errors.ts'
import type { Decimal } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import { AssetPairs } from '../../kraken/endpoints/market/listings.ts'
import { Ticker } from '../../kraken/endpoints/market/ticker.ts'
import { type PairInfo, readPairs } from '../../kraken/pairs.ts'

/** A pair with what it takes of prices and volumes. Throws `invalid` (unknown_pair), `unavailable` or `busy`. */
export const pairOf = async (desk: Desk, name: string): Promise<PairInfo> => {
  const { result } = await desk.call(AssetPairs, { pair: [name] })
  const [pair] = readPairs(result)
  if (!pair) throw unreadable('pair')
  return pair
}

/** The price of a pair's last trade. */
export const lastPriceOf = async (desk: Desk, name: string): Promise<Decimal> => {
  const { result } = await desk.call(Ticker, { pair: [name] })
  const [row] = isRecord(result) ? Object.values(result) : []
  const [price] = isRecord(row) && Array.isArray(row.c) ? row.c : []
  if (typeof price !== 'string') throw unreadable('ticker')
  return price
}

const unreadable = (what: string) =>
  new BreakwaterError('unavailable', 'exchange_unreachable', `Kraken’s ${what} cannot be read`, {
    hint: 'Try again in a few seconds',
  })
