import type { Trade } from '../../domain/matching/effect.ts'
import { add, type Decimal, subtract } from '../../domain/money.ts'
import type { AccountState } from './account.ts'
import type { TradingMarket } from './call.ts'
import { valueIn } from './value.ts'

const MONTH_MS = 30 * 24 * 3_600_000

/** The trades of a month, as a stretch of the account's list, with their costs by pair. */
interface Stretch {
  from: number
  to: number
  now: number
  readonly costs: Map<string, Decimal>
}

// Every order asks for the volume, and a busy account has tens of thousands of trades: the sums move along with the list.
const STRETCHES = new WeakMap<readonly Trade[], Stretch>()

/** The account's spot volume of the last 30 days in USD, at today's exchange rates. */
export const volumeOf30Days = (account: AccountState, market: TradingMarket, now: number): Decimal => {
  let total = '0'
  for (const [pair, cost] of monthOf(account.trades, now).costs) {
    const quote = market.pairs.get(pair)?.quote ?? 'ZUSD'
    total = add(total, valueIn(market, quote, cost, 'ZUSD', now) ?? '0')
  }
  return total
}

const monthOf = (trades: readonly Trade[], now: number): Stretch => {
  const known = STRETCHES.get(trades)
  const goesOn = known !== undefined && known.now <= now && known.to <= trades.length
  const stretch = goesOn ? known : { from: 0, to: 0, now, costs: new Map<string, Decimal>() }
  for (const { pair, cost } of trades.slice(stretch.to))
    stretch.costs.set(pair, add(stretch.costs.get(pair) ?? '0', cost))
  stretch.to = trades.length
  stretch.now = now
  for (
    let oldest = trades[stretch.from];
    oldest && oldest.time <= now - MONTH_MS;
    oldest = trades[stretch.from]
  ) {
    stretch.costs.set(oldest.pair, subtract(stretch.costs.get(oldest.pair) ?? '0', oldest.cost))
    stretch.from += 1
  }
  STRETCHES.set(trades, stretch)
  return stretch
}
