import { absolute, type Decimal, isMore, multiply, subtract } from '../money.ts'
import { type Case, finding, type Rule } from './case.ts'
import type { OrderFact } from './facts.ts'
import { worstPrice } from './notional.ts'

/** Within this time an order that looks like the last one is taken for a repeat. */
export const TWIN_WINDOW_MS = 10_000
const VOLUME_SHARE = '0.001'
const PRICE_SHARE = '0.0005'

/** P14: what looks like an order of the last 10 s (volume within 0.1 %, price within 0.05 %) is taken for a repeat. The journal knows equal ones; this knows nearly equal ones. */
export const duplicate: Rule = (one) => {
  const { look, facts } = one
  if (facts.insists || facts.approved || look.target !== undefined || look.isClose) return []
  const price = worstPrice(look, facts, one.rules)
  const twin = facts.orders.find((order) => isTwin(one, order, price))
  if (!twin) return []
  return [
    finding(
      one,
      'probable_repeat',
      `The order looks like ${twin.intent} of the last 10 seconds.`,
      { intent: twin.intent },
      { hint: 'If you mean a second one, send it with a cl_ord_id or an idempotency_key of your own.' },
    ),
  ]
}

const isTwin = ({ look, facts }: Case, order: OrderFact, price: Decimal | undefined): boolean =>
  !order.isClose &&
  order.intendedAt > facts.now - TWIN_WINDOW_MS &&
  order.tokenId === facts.tokenId &&
  order.pair === look.pair.symbol &&
  order.side === look.side &&
  order.orderType === look.orderType &&
  isNear(look.volume, order.volume, VOLUME_SHARE) &&
  price !== undefined &&
  isNear(price, order.worstPrice, PRICE_SHARE)

const isNear = (a: Decimal, b: Decimal, share: Decimal): boolean =>
  !isMore(absolute(subtract(a, b)), multiply(b, share))
