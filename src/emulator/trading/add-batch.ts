import type { Ticket } from '../../domain/matching/order.ts'
import { type Call, type Handler, KrakenRefusal } from '../call.ts'
import { flagOf, invalid, pairOf } from '../judge.ts'
import { descrOf, placeTicket, ticketOf } from './add-order.ts'
import { checkDeadline } from './deadline.ts'
import { charge, checkOpenOrders } from './engine-rate.ts'
import { isRecord, wishOf } from './wish.ts'

/** AddOrderBatch: one order that fails validation refuses them all; one that fails before matching (funds) fails alone. */
export const addOrderBatch: Handler = (call) => {
  const { world, params, now } = call
  const pair = pairOf(call)
  checkDeadline(call)
  const orders = ordersOf(params)
  charge(world.account, world.switches.tier, pair.key, orders.length / 2, now)
  const tickets = orders.map((order) => ticketOf(call, pair, wishOf(order)))
  checkOpenOrders(world.account, world.switches.tier, pair.key, tickets.length)
  if (flagOf(params, 'validate')) return { orders: tickets.map((ticket) => ({ descr: descrOf(ticket) })) }
  return { orders: tickets.map((ticket) => placed(call, ticket)) }
}

const ordersOf = (params: Call['params']) => {
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

const placed = (call: Call, ticket: Ticket) => {
  const descr = descrOf(ticket)
  try {
    return { txid: placeTicket(call, ticket), descr }
  } catch (caught) {
    if (!(caught instanceof KrakenRefusal)) throw caught
    return { error: caught.error, descr }
  }
}
