import { add, type Decimal } from '../../domain/money.ts'
import type { AccountState } from './account.ts'
import type { TradingMarket } from './call.ts'
import { valueIn } from './value.ts'

const MONTH_MS = 30 * 24 * 3_600_000

/** The account's spot volume of the last 30 days in USD, at today's exchange rates. */
export const volumeOf30Days = (account: AccountState, market: TradingMarket, now: number): Decimal => {
  const perQuote = new Map<string, Decimal>()
  for (const trade of account.trades) {
    if (trade.time <= now - MONTH_MS) continue
    const quote = market.pairs.get(trade.pair)?.quote ?? 'ZUSD'
    perQuote.set(quote, add(perQuote.get(quote) ?? '0', trade.cost))
  }
  let total = '0'
  for (const [quote, cost] of perQuote) total = add(total, valueIn(market, quote, cost, 'ZUSD', now) ?? '0')
  return total
}
