import type { Trade } from '../../domain/matching/effect.ts'
import { type Order, type Ticket, UNFILLED } from '../../domain/matching/order.ts'
import { type PairRules, termsOf } from '../../domain/matching/terms.ts'
import { type Decimal, divide, fixed, multiply } from '../../domain/money.ts'

/** Bitcoin that the seeded trade bought. */
export const BOUGHT = '0.05'

/** The one seeded trade: a buy as maker at `price`. */
export const seededTrade = (rules: PairRules, price: Decimal, time: number): Trade => {
  const cost = fixed(multiply(price, BOUGHT), rules.quotePlaces)
  const fee = fixed(divide(multiply(cost, rules.maker), '100', 20), rules.quotePlaces)
  return {
    id: 'TSEED1-AAAAA-000001',
    number: 40274859,
    orderId: 'OSEED1-AAAAA-000001',
    pair: rules.pair,
    time,
    side: 'buy',
    orderType: 'limit',
    role: 'maker',
    price,
    volume: BOUGHT,
    cost,
    fee,
    charged: fee,
    feeAsset: 'ZUSD',
    leverage: 0,
    margin: '0',
    closes: [],
    ledgers: ['LSEED1-AAAAA-000001', 'LSEED1-AAAAA-000002'],
    evidence: { kind: 'by-hand' },
  }
}

const orderOf = (rules: PairRules, id: string, openedAt: number, more: Partial<Ticket>): Order => ({
  terms: termsOf(rules),
  id,
  rank: 0,
  side: 'buy',
  type: 'limit',
  volume: '0.001',
  leverage: 0,
  reduceOnly: false,
  timeInForce: 'GTC',
  flags: ['fciq'],
  stage: 'resting',
  status: 'open',
  openedAt,
  touchedAt: openedAt,
  ...UNFILLED,
  ...more,
})

/** An order far below the market, for what cancels, amends and edits to work on. */
export const restingOrder = (rules: PairRules, openedAt: number): Order =>
  orderOf(rules, 'OSEED2-AAAAA-000002', openedAt, { limit: '10000', clientOrderId: 'seed-far-bid' })

/** An order that was canceled unfilled. */
export const canceledOrder = (rules: PairRules, openedAt: number): Order => ({
  ...orderOf(rules, 'OSEED3-AAAAA-000003', openedAt, { limit: '15000', userref: 1 }),
  status: 'canceled',
  reason: 'User requested',
  closedAt: openedAt + 600_000,
})

/** The order of the seeded trade. */
export const filledOrder = (rules: PairRules, trade: Trade): Order => ({
  ...orderOf(rules, trade.orderId, trade.time - 60_000, { volume: BOUGHT, limit: trade.price }),
  status: 'closed',
  closedAt: trade.time,
  filled: BOUGHT,
  cost: trade.cost,
  fee: trade.fee,
  trades: [trade.id],
})
