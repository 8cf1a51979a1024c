import { averagePrice } from '../../domain/matching/child.ts'
import { describeClose, describeOrder, shownPrices } from '../../domain/matching/describe.ts'
import type { Order } from '../../domain/matching/order.ts'
import { fixed, isPositive } from '../../domain/money.ts'
import { inCost, seconds } from './show.ts'

/** An order as OpenOrders, ClosedOrders and QueryOrders show it. */
export const orderView = (order: Order, withTrades: boolean) => ({
  refid: order.parent ?? null,
  userref: order.userref ?? 0,
  ...(order.clientOrderId === undefined ? {} : { cl_ord_id: order.clientOrderId }),
  status: order.status,
  opentm: seconds(order.openedAt),
  starttm: order.startAt === undefined ? 0 : seconds(order.startAt),
  expiretm: order.expireAt === undefined ? 0 : seconds(order.expireAt),
  descr: descrView(order),
  ...amounts(order),
  misc: miscOf(order),
  oflags: order.flags.join(','),
  ...(order.triggerBy === undefined ? {} : { trigger: order.triggerBy }),
  ...(order.leverage > 0 ? { margin: true, reduce_only: order.reduceOnly } : {}),
  ...(order.amended ? { amended: true } : {}),
  ...(withTrades && order.trades.length > 0 ? { trades: order.trades } : {}),
  ...(order.closedAt === undefined ? {} : { reason: order.reason, closetm: seconds(order.closedAt) }),
})

const descrView = (order: Order) => ({
  pair: order.terms.altname,
  type: order.side,
  ordertype: order.type,
  ...shownPrices(order),
  leverage: order.leverage > 0 ? `${order.leverage}:1` : 'none',
  order: describeOrder(order),
  close: describeClose(order),
})

const amounts = (order: Order) => {
  const { costDecimals, lotDecimals, pairDecimals } = order.terms
  const price = isPositive(order.filled) ? fixed(averagePrice(order), pairDecimals) : '0.00000'
  const triggered = order.trigger !== undefined && order.stage !== 'armed' && order.stage !== 'scheduled'
  return {
    vol: fixed(order.volume, lotDecimals),
    vol_exec: fixed(order.filled, lotDecimals),
    cost: inCost(order.cost, costDecimals),
    fee: inCost(order.fee, costDecimals),
    price,
    stopprice: order.trigger === undefined ? '0.00000' : fixed(order.trigger, pairDecimals),
    limitprice: triggered && order.limit !== undefined ? fixed(order.limit, pairDecimals) : '0.00000',
  }
}

const miscOf = (order: Order): string => {
  const words = []
  if (order.trigger !== undefined && order.stage !== 'armed' && order.stage !== 'scheduled')
    words.push(order.type.startsWith('take-profit') ? 'touched' : 'stopped')
  if (order.closedAt !== undefined && order.status !== 'closed' && isPositive(order.filled))
    words.push('partial')
  if (order.amended) words.push('amended')
  return words.join(',')
}
