import { FEE_TABLE } from '../../domain/fees.ts'
import { held } from '../../domain/matching/hold.ts'
import { type Order, remaining } from '../../domain/matching/order.ts'
import { add, type Decimal, divide, fixed, isZero, multiply, subtract } from '../../domain/money.ts'
import type { TradingMarket } from '../../kraken/trading/call.ts'
import { ratesOf } from '../../kraken/trading/fee-rates.ts'
import { inLedger } from '../../kraken/trading/show.ts'
import { valueIn } from '../../kraken/trading/value.ts'
import { volumeOf30Days } from '../../kraken/trading/volume.ts'
import { worthOf } from './opening.ts'
import type { PaperState } from './state.ts'

const CENTS = 2
const USD = 'ZUSD'

/** How a paper account stands, in USD at the last prices: what it is worth, what it made, what it paid, what may still happen. */
export const overviewOf = (account: PaperState, market: TradingMarket, now: number) => {
  const { beginning, balances, trades, orders } = account
  const equity = worthOf(balances, market, now)
  const pnl = subtract(equity, beginning.value)
  const rates = ratesOf(account, market, now)
  const worth = (asset: string, amount: Decimal) => valueIn(market, asset, amount, USD, now) ?? '0'
  return {
    currency: 'USD',
    since: new Date(beginning.at).toISOString(),
    resets: beginning.resets,
    began_with: fixed(beginning.value, CENTS),
    equity: fixed(equity, CENTS),
    pnl: fixed(pnl, CENTS),
    pnl_percent: isZero(beginning.value)
      ? '0.00'
      : fixed(divide(multiply(pnl, '100'), beginning.value, 4), CENTS),
    fees: fixed(
      totalOf(trades.map(({ fee, pair }) => worth(market.pairs.get(pair)?.quote ?? USD, fee))),
      CENTS,
    ),
    trades: trades.length,
    fee_tier: {
      maker: rates.maker,
      taker: rates.taker,
      volume_30d: fixed(volumeOf30Days(account, market, now), CENTS),
      fee_assumed: FEE_TABLE.asOf,
    },
    balances: Object.fromEntries(
      Object.entries(balances)
        .filter(([, amount]) => !isZero(amount))
        .map(([asset, amount]) => [
          asset,
          {
            balance: inLedger(market, asset, amount),
            hold_trade: inLedger(market, asset, held(account, asset)),
            value: fixed(worth(asset, amount), CENTS),
          },
        ]),
    ),
    open_risk: riskOf(Object.values(orders), worth, (pair) => market.last(pair, now)),
  }
}

/** What open orders may still buy and sell, at their own prices or, without one, at the last. */
const riskOf = (
  orders: readonly Order[],
  worth: (asset: string, amount: Decimal) => Decimal,
  last: (pair: string) => Decimal,
) => {
  const costOf = (order: Order): Decimal => {
    const inQuote = order.flags.includes('viqc')
    const price = order.limit ?? order.trigger ?? last(order.terms.pair)
    return worth(order.terms.quote, inQuote ? remaining(order) : multiply(price, remaining(order)))
  }
  const side = (wanted: Order['side']) =>
    fixed(totalOf(orders.filter((order) => order.side === wanted).map(costOf)), CENTS)
  return {
    orders: orders.length,
    pairs: [...new Set(orders.map((order) => order.terms.altname))],
    buys: side('buy'),
    sells: side('sell'),
  }
}

const totalOf = (amounts: readonly Decimal[]): Decimal => amounts.reduce(add, '0')
