import type { Params } from '../kraken/endpoint.ts'

/** Our ids: 18 ASCII characters, the longest free form that Kraken takes (AddOrder page, cl_ord_id). */
const PREFIX = 'bw'
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** A new client order id from 16 random bytes: "bw" and 80 bits, so that ours can be told from a stranger's. */
export const newClientOrderId = (random: (bytes: number) => Uint8Array): string =>
  PREFIX + [...random(16)].map((byte) => ALPHABET[byte % 32]).join('')

/**
 * Gives every new order of a call its client order id: the caller's, or one of ours. Calls that place no new order
 * come back unchanged.
 */
export const withClientOrderIds = (tool: string, params: Params, newId: () => string): Params => {
  if (tool === 'add_order') return identified(params, newId)
  if (tool !== 'add_order_batch' || !Array.isArray(params.orders)) return params
  return { ...params, orders: params.orders.map((order) => identified(order, newId)) }
}

const identified = (order: Params, newId: () => string): Params =>
  typeof order.cl_ord_id === 'string' ? order : { ...order, cl_ord_id: newId() }

/**
 * What is sent of a call: the same without `userref` beside a client order id, since Kraken takes only one of the two.
 * The journal keeps the `userref`, and cancels by it find the order there.
 */
export const withoutUserref = ({ validate, ...others }: Params): Params => {
  // A flag that is off is left out: a reader that only asks whether it is there would take it for on.
  const params = validate === true ? { ...others, validate } : others
  if (Array.isArray(params.orders)) return { ...params, orders: params.orders.map(orderWithoutUserref) }
  return orderWithoutUserref(params)
}

const orderWithoutUserref = (order: Params): Params => {
  if (typeof order !== 'object' || typeof order.cl_ord_id !== 'string') return order
  const { userref: _, ...rest } = order
  return rest
}
