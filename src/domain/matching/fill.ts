import { add, type Decimal, fixed, isPositive, multiply, negate, normalise } from '../money.ts'
import { type Draft, finish, mint, move } from './draft.ts'
import type { Trade } from './effect.ts'
import type { Evidence } from './evidence.ts'
import { percent } from './hold.ts'
import { fillMargin } from './margin.ts'
import { type Order, remaining } from './order.ts'

// Kraken numbers the trades of a pair; ours begin where nobody takes them for a list index.
const FIRST_TRADE = 50_000_000

/** One match of an order with the market. `now` is unix milliseconds. */
export interface Fill {
  readonly price: Decimal
  readonly volume: Decimal
  readonly role: 'maker' | 'taker'
  readonly now: number
  readonly evidence: Evidence
}

/** A fill with its money. Both figures are cut (never rounded up) to the decimals of the ledger of their asset. */
export interface Priced extends Fill {
  /** Price × volume, at the quote's ledger decimals. */
  readonly cost: Decimal
  /** The fee in quote currency. */
  readonly fee: Decimal
}

/**
 * Books one fill: trade, ledger rows, balances, and the order itself, which closes when nothing is left.
 * Costs and fees are cut at the ledger's decimals before anything is booked, so that trade, ledger and balance hold the same
 * figures, and fills never cost more than the hold, which is rounded up.
 */
export const fill = (draft: Draft, order: Order, match: Fill): Order => {
  const cost = normalise(fixed(multiply(match.price, match.volume), order.terms.quotePlaces))
  const fee = percent(cost, order.terms[match.role], order.terms.quotePlaces)
  const priced: Priced = { ...match, cost, fee }
  const id = mint(draft, 'T')
  const booked =
    order.leverage > 0 ? fillMargin(draft, order, priced, id) : fillSpot(draft, order, priced, id)
  draft.effects.push({ kind: 'trade', trade: { ...tradeOf(draft, order, priced, id), ...booked } })
  return advance(draft, order, priced, id)
}

const advance = (draft: Draft, order: Order, match: Priced, tradeId: string): Order => {
  const next: Order = {
    ...order,
    filled: add(order.filled, match.volume),
    cost: add(order.cost, match.cost),
    fee: add(order.fee, match.fee),
    trades: [...order.trades, tradeId],
  }
  draft.orders[order.id] = next
  if (isPositive(remaining(next))) return next
  return finish(draft, next, { status: 'closed', reason: null, now: match.now })
}

const tradeOf = (draft: Draft, order: Order, match: Priced, id: string): Trade => ({
  id,
  number: FIRST_TRADE + draft.ids.next,
  orderId: order.id,
  pair: order.terms.pair,
  time: match.now,
  side: order.side,
  orderType: order.type,
  role: match.role,
  price: match.price,
  volume: match.volume,
  cost: match.cost,
  fee: match.fee,
  charged: match.fee,
  feeAsset: order.terms.quote,
  leverage: order.leverage,
  margin: '0',
  closes: [],
  ledgers: [],
  evidence: match.evidence,
  ...(match.evidence.kind === 'late-print' ? { estimated: true } : {}),
  ...(order.terms.feeAssumed ? { feeAssumed: true } : {}),
})

const fillSpot = (draft: Draft, order: Order, match: Priced, id: string): Partial<Trade> => {
  const { base, quote, basePlaces } = order.terms
  const inBase = order.flags.includes('fcib')
  const baseFee = inBase ? percent(match.volume, order.terms[match.role], basePlaces) : '0'
  const quoteFee = inBase ? '0' : match.fee
  const row = { refid: id, time: match.now, type: 'trade' }
  const buys = order.side === 'buy'
  const ofQuote = { ...row, asset: quote, amount: buys ? negate(match.cost) : match.cost, fee: quoteFee }
  const ofBase = { ...row, asset: base, amount: buys ? match.volume : negate(match.volume), fee: baseFee }
  const first = move(draft, buys ? ofQuote : ofBase)
  const second = move(draft, buys ? ofBase : ofQuote)
  return {
    ledgers: [first, second],
    charged: inBase ? baseFee : quoteFee,
    feeAsset: inBase ? base : quote,
  }
}
