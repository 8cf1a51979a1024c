import { marginUsed } from '../../domain/matching/hold.ts'
import { remaining } from '../../domain/matching/order.ts'
import { Refused } from '../../domain/matching/refused.ts'
import { add, type Decimal, divide, fixed, isPositive, multiply, subtract, sum } from '../../domain/money.ts'
import { textOf } from './arguments.ts'
import type { TradingHandler } from './call.ts'
import { calculated } from './position-view.ts'
import { valueIn } from './value.ts'

/** TradeBalance: what everything is worth, what margin binds, and what is left of it. All balances count as collateral in full. */
export const getTradeBalance: TradingHandler = ({ account, market, params, now }) => {
  const target = market.asset(textOf(params, 'asset') ?? 'ZUSD')?.key
  if (target === undefined) throw new Refused('EQuery:Unknown asset')
  const worth = (asset: string, amount: Decimal) => valueIn(market, asset, amount, target, now) ?? '0'
  const positions = Object.values(account.positions)
  const total = (amount: (position: (typeof positions)[number]) => Decimal) =>
    sum(positions.map((position) => worth(position.terms.quote, amount(position))))
  const last = (pair: string) => market.last(pair, now)

  const equivalent = sum(Object.entries(account.balances).map(([asset, balance]) => worth(asset, balance)))
  const margin = total(marginUsed)
  const net = total((position) => calculated(position, last(position.terms.pair)).net)
  const basis = total((position) => calculated(position, last(position.terms.pair)).basis)
  const value = total((position) => calculated(position, last(position.terms.pair)).value)
  const unexecuted = sum(
    Object.values(account.orders)
      .filter((order) => order.leverage > 0)
      .map((order) =>
        worth(order.terms.quote, multiply(order.limit ?? last(order.terms.pair), remaining(order))),
      ),
  )
  const equity = add(equivalent, net)
  const free = subtract(equity, margin)
  const show = (amount: Decimal) => fixed(amount, 4, 'half-up')
  return {
    eb: show(equivalent),
    tb: show(equivalent),
    m: show(margin),
    uv: show(unexecuted),
    n: show(net),
    c: show(basis),
    v: show(value),
    e: show(equity),
    mf: show(free),
    mfo: show(free),
    ...(isPositive(margin) ? { ml: fixed(divide(multiply(equity, '100'), margin, 4), 2) } : {}),
  }
}
