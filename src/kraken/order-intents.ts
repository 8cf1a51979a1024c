import type { AddIntent } from '../domain/order.ts'
import type { OrderParams } from './order-fields.ts'

const optional = (value: string | undefined, nothing: string) => (value === nothing ? undefined : value)

/**
 * Turns the parameters of one new order into the intent that the rails judge.
 * Takes the parsed order and its pair as the caller named it; nothing is added or rounded.
 */
export const addIntent = (pair: string, order: OrderParams): AddIntent => ({
  kind: 'add',
  pair,
  side: order.type,
  orderType: order.ordertype,
  volume: order.volume,
  price: order.price,
  price2: order.price2,
  displayVolume: order.displayvol,
  leverage: optional(order.leverage, 'none'),
  reduceOnly: order.reduce_only,
  timeInForce: order.timeinforce,
  flags: order.oflags,
  startTime: optional(order.starttm, '0'),
  expireTime: optional(order.expiretm, '0'),
  close: order.close && {
    orderType: order.close.ordertype,
    price: order.close.price,
    price2: order.close.price2,
  },
  clientOrderId: order.cl_ord_id,
  userref: order.userref,
})
