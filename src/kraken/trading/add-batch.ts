import type { Ticket } from '../../domain/matching/order.ts'
import { Refused } from '../../domain/matching/refused.ts'
import { descrOf, placeTicket, ticketOf } from './add-order.ts'
import type { Params } from './arguments.ts'
import { flagOf, invalid } from './arguments.ts'
import type { TradingCall, TradingHandler } from './call.ts'
import { checkDeadline } from './deadline.ts'
import { charge, checkOpenOrders } from './engine-rate.ts'
import { pairOf } from './named.ts'
import { notesOn } from './notes.ts'
import { isRecord, wishOf } from './wish.ts'

/** AddOrderBatch: one order that fails validation refuses them all; one that fails before matching (funds) fails alone. */
export const addOrderBatch: TradingHandler = (call) => {
  const { account, habits, params, now } = call
  const pair = pairOf(call)
  checkDeadline(call)
  const orders = ordersOf(params)
  charge(account, habits.tier, pair.key, orders.length / 2, now)
  const tickets = orders.map((order) => ticketOf(call, pair, wishOf(order)))
  checkOpenOrders(account, habits.tier, pair.key, tickets.length)
  if (flagOf(params, 'validate'))
    return { orders: tickets.map((ticket) => ({ descr: descrOf(ticket) })), ...notesOn(habits, tickets) }
  return { orders: tickets.map((ticket) => placed(call, ticket)), ...notesOn(habits, tickets) }
}

const ordersOf = (params: Params) => {
  const orders = listed(params.orders)
  if (!Array.isArray(orders) || orders.length < 2 || orders.length > 15) throw invalid('orders')
  return orders.map((order: unknown) => {
    if (!isRecord(order)) throw invalid('orders')
    return order
  })
}

// A form body may carry the list as JSON text.
const listed = (orders: unknown): unknown => {
  if (typeof orders !== 'string') return orders
  try {
    return JSON.parse(orders)
  } catch {
    throw invalid('orders')
  }
}

const placed = (call: TradingCall, ticket: Ticket) => {
  const descr = descrOf(ticket)
  try {
    return { txid: placeTicket(call, ticket), descr }
  } catch (caught) {
    if (!(caught instanceof Refused)) throw caught
    return { error: caught.error, descr }
  }
}
