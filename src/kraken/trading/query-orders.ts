import type { Order } from '../../domain/matching/order.ts'
import { Refused } from '../../domain/matching/refused.ts'
import { fixed } from '../../domain/money.ts'
import type { AccountState } from './account.ts'
import { trailOf } from './amend-trail.ts'
import type { Params } from './arguments.ts'
import { choiceOf, flagOf, invalid, listOf, requiredText, textOf } from './arguments.ts'
import type { TradingCall, TradingHandler } from './call.ts'
import { orderView } from './order-view.ts'
import { paged } from './page.ts'
import { rangeOf } from './range.ts'
import { isVisible } from './visible.ts'
import { clientIdOf, userrefOf } from './wish.ts'

const MOST_IDS = 50

/** OpenOrders, newest first. The list is whole unless cursor paging is asked for. */
export const getOpenOrders: TradingHandler = (call) => {
  const { account, params } = call
  const open = filtered(call, Object.values(account.orders))
    .reverse()
    .sort((a, b) => b.openedAt - a.openedAt)
  if (!flagOf(params, 'with_cursor')) return { open: viewed(open, params) }
  const { items, beside } = paged(params, open)
  return { open: viewed(items, params), ...beside }
}

/** ClosedOrders, the last closed first, 50 a page. */
export const getClosedOrders: TradingHandler = (call) => {
  const { account, params } = call
  const by = choiceOf(params, 'closetime', ['open', 'close', 'both']) ?? 'both'
  const inRange = rangeOf(params, (id) => anyOrder(account, id)?.openedAt)
  const found = filtered(call, account.closed)
    .filter((order) => timesOf(order, by).some(inRange))
    .reverse()
    .sort((a, b) => closedAt(b) - closedAt(a))
  const { items, beside } = paged(params, found)
  return { closed: viewed(items, params), ...beside }
}

/** QueryOrders: up to 50 orders by id, open or closed; unknown ids are an error. */
export const queryOrders: TradingHandler = (call) => {
  const { account, params } = call
  if (call.habits.queryByClientId && textOf(params, 'cl_ord_id') !== undefined) {
    const { closed, orders } = account
    return viewed(filtered(call, [...Object.values(orders), ...closed]), params)
  }
  const ids = listOf(params, 'txid')
  if (ids === undefined || ids.length > MOST_IDS) throw invalid('txid')
  const found = ids.map((id) => {
    const order = anyOrder(account, id)
    if (order === undefined || !isVisible(call, order)) throw new Refused('EOrder:Unknown order')
    return order
  })
  return viewed(filtered(call, found), params)
}

/** OrderAmends, oldest first; the first line is the order as it was placed. */
export const getOrderAmends: TradingHandler = ({ account, params }) => {
  const id = requiredText(params, 'order_id')
  const order = anyOrder(account, id)
  if (order === undefined) throw new Refused('EOrder:Unknown order')
  const { lotDecimals, pairDecimals } = order.terms
  const price = (value: string) => (value === '0' ? '0' : fixed(value, pairDecimals))
  const amends = trailOf(account, order).map((line) => ({
    amend_id: line.id,
    amend_type: line.type,
    order_qty: fixed(line.volume, lotDecimals),
    display_qty: line.displayVolume === '0' ? '0' : fixed(line.displayVolume, lotDecimals),
    remaining_qty: fixed(line.remaining, lotDecimals),
    limit_price: price(line.limit),
    trigger_price: price(line.trigger),
    reason: '',
    post_only: line.postOnly,
    timestamp: line.time * 1_000_000,
  }))
  return { amends, count: amends.length }
}

const anyOrder = (account: AccountState, id: string): Order | undefined =>
  account.orders[id] ?? account.closed.find((order) => order.id === id)

const closedAt = (order: Order): number => order.closedAt ?? order.openedAt

const timesOf = (order: Order, by: 'open' | 'close' | 'both'): readonly number[] => {
  if (by === 'open') return [order.openedAt]
  return by === 'close' ? [closedAt(order)] : [order.openedAt, closedAt(order)]
}

const filtered = (call: TradingCall, orders: readonly Order[]): Order[] => {
  const { params } = call
  const userref = userrefOf(params)
  const clientId = clientIdOf(params)
  return orders.filter(
    (order) =>
      isVisible(call, order) &&
      (userref === undefined || order.userref === userref) &&
      (clientId === undefined || order.clientOrderId === clientId),
  )
}

const viewed = (orders: readonly Order[], params: Params) => {
  const withTrades = flagOf(params, 'trades')
  return Object.fromEntries(orders.map((order) => [order.id, orderView(order, withTrades)]))
}
