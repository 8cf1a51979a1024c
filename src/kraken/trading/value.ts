import { type Decimal, divide, multiply } from '../../domain/money.ts'
import type { TradingMarket } from './call.ts'

const PLACES = 10

/** What an amount of one asset is worth in another at the last price, directly or by way of USD; nothing where no pair leads there. */
export const valueIn = (
  market: TradingMarket,
  asset: string,
  amount: Decimal,
  target: string,
  now: number,
): Decimal | undefined => {
  const direct = convert(market, asset, amount, target, now)
  if (direct !== undefined) return direct
  const dollars = convert(market, asset, amount, 'ZUSD', now)
  return dollars === undefined ? undefined : convert(market, 'ZUSD', dollars, target, now)
}

const convert = (market: TradingMarket, asset: string, amount: Decimal, target: string, now: number) => {
  if (asset === target) return amount
  for (const pair of market.pairs.values()) {
    if (pair.base === asset && pair.quote === target) return multiply(amount, market.last(pair.key, now))
    if (pair.base === target && pair.quote === asset)
      return divide(amount, market.last(pair.key, now), PLACES)
  }
  return undefined
}
