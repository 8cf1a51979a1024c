import { findOrders } from '../../domain/matching/cancel.ts'
import type { Order } from '../../domain/matching/order.ts'
import { REASON, Refused } from '../../domain/matching/refused.ts'
import { engineCost } from '../rates.ts'
import { run } from './absorb.ts'
import { invalid, listOf, textOf } from './arguments.ts'
import type { TradingCall, TradingHandler } from './call.ts'
import { charge } from './engine-rate.ts'
import { cancelLater } from './pending-cancels.ts'

const MOST_IN_A_BATCH = 50

/** CancelOrder: by order id, by userref (every open order that bears it) or by client id. */
export const cancelOrder: TradingHandler = (call) => {
  const id = textOf(call.params, 'txid')
  const clientOrderId = textOf(call.params, 'cl_ord_id')
  if (id === undefined && clientOrderId === undefined) throw invalid('txid')
  if (id !== undefined && clientOrderId !== undefined) throw invalid('cl_ord_id')
  const found = findOrders(call.account, { id, clientOrderId })
  if (found.length === 0) throw new Refused('EOrder:Unknown order')
  chargeAll(call, found)
  const { cancelPendingSeconds } = call.habits
  if (cancelPendingSeconds > 0) {
    cancelLater(call.account, found, call.now + cancelPendingSeconds * 1000)
    return { count: found.length, pending: true }
  }
  return { ...cancelAll(call, found), pending: false }
}

/** CancelOrderBatch: up to 50 ids of any kind; by default what is not open is passed over unless nothing is. It passes above the rate limit, as Kraken documents. */
export const cancelOrderBatch: TradingHandler = (call) => {
  const ids = listOf(call.params, 'orders') ?? []
  const clientIds = listOf(call.params, 'cl_ord_ids') ?? []
  const named = ids.length + clientIds.length
  if (named === 0 || named > MOST_IN_A_BATCH) throw invalid('orders')
  const perName = [
    ...ids.map((id) => findOrders(call.account, { id })),
    ...clientIds.map((clientOrderId) => findOrders(call.account, { clientOrderId })),
  ]
  const found = new Set(perName.flat())
  refuseUnknown(call, perName.filter((orders) => orders.length === 0).length, found.size)
  chargeAll(call, [...found], 'always')
  return cancelAll(call, [...found])
}

/** CancelAll: every open order, at no price. */
export const cancelAllOrders: TradingHandler = (call) => cancelAll(call, Object.values(call.account.orders))

const refuseUnknown = ({ habits }: TradingCall, unknown: number, known: number): void => {
  const { cancelBatchUnknown } = habits
  if (cancelBatchUnknown === 'ignored' || unknown === 0) return
  if (cancelBatchUnknown === 'error' || known === 0) throw new Refused('EOrder:Unknown order')
}

const cancelAll = ({ account, now }: TradingCall, orders: readonly Order[]): { count: number } => {
  run(account, { kind: 'cancel', ids: orders.map((order) => order.id), reason: REASON.user, now })
  return { count: orders.length }
}

const chargeAll = (
  { account, habits, now }: TradingCall,
  orders: readonly Order[],
  always?: 'always',
): void => {
  for (const order of orders) {
    const points = engineCost('cancel', [(now - order.touchedAt) / 1000])
    charge(account, habits.tier, order.terms.pair, points, now, always)
  }
}
