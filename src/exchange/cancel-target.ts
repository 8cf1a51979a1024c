import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { CancelOrderBatch } from '../kraken/endpoints/trading.ts'
import type { Journal } from './journal.ts'
import type { OrderTag } from './order-tag.ts'

/** Which orders a stop means, among those that Kraken has not named yet. */
export const matcherOf = (endpoint: Endpoint, params: Params): ((order: OrderTag) => boolean) => {
  if (endpoint.tool === 'cancel_all_orders') return () => true
  const ids = new Set([params.cl_ord_id, params.cl_ord_ids].flat())
  const userrefs = new Set([params.txid, params.orders].flat().map(userrefOf))
  return ({ clientOrderId, userref }) =>
    ids.has(clientOrderId) || (userref !== undefined && userrefs.has(userref))
}

/** A cancel of named orders lets its own order land; cancelling everything waits for nobody. */
export const waitsForItsOrder = (endpoint: Endpoint): boolean =>
  endpoint.tool === 'cancel_order' || endpoint.tool === 'cancel_order_batch'

/** The orders that a cancel names, by Kraken's ids (or a userref) and by the client's. */
export const namesIn = (params: Params): { txids: readonly string[]; clientOrderIds: readonly string[] } => ({
  txids: [params.txid, params.orders]
    .flat()
    .filter((name) => name !== undefined)
    .map(String),
  clientOrderIds: [params.cl_ord_id, params.cl_ord_ids].flat().filter((name) => typeof name === 'string'),
})

/** The cancel without the client order ids that were taken back here. */
export const withoutIds = (params: Params, withdrawn: readonly OrderTag[]): Params => {
  const gone = new Set<unknown>(withdrawn.map((order) => order.clientOrderId))
  const { cl_ord_id, cl_ord_ids, ...rest } = params
  const left = Array.isArray(cl_ord_ids) ? cl_ord_ids.filter((id) => !gone.has(id)) : []
  return {
    ...rest,
    ...(cl_ord_id === undefined || gone.has(cl_ord_id) ? {} : { cl_ord_id }),
    ...(left.length === 0 ? {} : { cl_ord_ids: left }),
  }
}

/** Tells whether nothing is left to cancel on Kraken. */
export const isEmptyCancel = (endpoint: Endpoint, params: Params): boolean =>
  waitsForItsOrder(endpoint) &&
  [params.txid, params.cl_ord_id, params.orders, params.cl_ord_ids].flat().every((id) => id === undefined)

/**
 * Turns a `userref` into the client order ids under which those orders left (their `userref` stayed in our journal).
 * A `userref` that the journal does not know goes to Kraken as it is: the order may have been placed elsewhere.
 */
export const resolveUserrefs = (
  endpoint: Endpoint,
  params: Params,
  journal: Pick<Journal, 'idsByUserref'>,
): { endpoint: Endpoint; params: Params } => {
  const named = [params.txid, params.orders].flat().filter((name) => name !== undefined)
  const known = new Map(named.map((name) => [name, idsOf(name, journal)]))
  const ids = [...known.values()].flat()
  if (ids.length === 0) return { endpoint, params }
  const orders = named.filter((name) => known.get(name)?.length === 0)
  const cl_ord_ids = [
    ...new Set([...[params.cl_ord_id, params.cl_ord_ids].flat().filter((id) => id !== undefined), ...ids]),
  ]
  return { endpoint: CancelOrderBatch, params: { ...(orders.length > 0 ? { orders } : {}), cl_ord_ids } }
}

const idsOf = (name: unknown, journal: Pick<Journal, 'idsByUserref'>): readonly string[] => {
  const userref = userrefOf(name)
  return userref === undefined ? [] : journal.idsByUserref(userref)
}

const userrefOf = (name: unknown): number | undefined =>
  typeof name === 'number' || (typeof name === 'string' && /^-?\d{1,10}$/.test(name))
    ? Number(name)
    : undefined
