import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { CancelOrder, CancelOrderBatch } from '../kraken/endpoints/trading/cancelling.ts'
import type { Journal } from './journal.ts'
import type { OrderTag } from './order-tag.ts'

/** One name in a cancel: Kraken's id or a userref (`txid`), or the client's own id. */
export type OrderName = { readonly txid: string } | { readonly cl_ord_id: string }

/** Kraken takes at most so many names in one batch cancel. */
export const MOST_NAMES = 50

/** Which orders a stop means, among those that Kraken has not named yet. */
export const matcherOf = (endpoint: Endpoint, params: Params): ((order: OrderTag) => boolean) => {
  if (endpoint.tool === 'cancel_all_orders') return () => true
  const names = namesIn(params)
  const ids = new Set(names.flatMap((name) => ('cl_ord_id' in name ? [name.cl_ord_id] : [])))
  const userrefs = new Set(names.flatMap(userrefsOf))
  return ({ clientOrderId, userref }) =>
    ids.has(clientOrderId) || (userref !== undefined && userrefs.has(userref))
}

/** Tells whether a stop names its orders; the others stop everything and wait for nobody. */
export const namesItsOrders = (endpoint: Endpoint): boolean =>
  endpoint.tool === CancelOrder.tool || endpoint.tool === CancelOrderBatch.tool

/**
 * Every name under which Kraken may know what is to be cancelled: those given, and for a `userref` also the client
 * order ids under which those orders left (their `userref` stayed in our journal). The `userref` itself is kept: orders
 * placed elsewhere carry it.
 */
export const targetsOf = (params: Params, journal: Pick<Journal, 'idsByUserref'>): readonly OrderName[] => {
  const given = namesIn(params)
  const known = given.flatMap(userrefsOf).flatMap((userref) => journal.idsByUserref(userref))
  const ids = given.flatMap((name) => ('cl_ord_id' in name ? [name.cl_ord_id] : []))
  return [
    ...given.filter((name) => 'txid' in name),
    ...[...new Set([...ids, ...known])].map((cl_ord_id) => ({ cl_ord_id })),
  ]
}

/** Tells whether a name is one of these client order ids. */
export const isAmong = (ids: ReadonlySet<string>) => (name: OrderName) =>
  'cl_ord_id' in name && ids.has(name.cl_ord_id)

/** The call that cancels these: a single cancel for one name, a batch for more. */
export const cancelOf = (names: readonly OrderName[]): { endpoint: Endpoint; params: Params } => {
  const [only] = names
  if (only && names.length === 1) return { endpoint: CancelOrder, params: only }
  return batchOf(names)
}

/** The batch cancel of these names, which Kraken takes even above its rate limit. */
export const batchOf = (names: readonly OrderName[]): { endpoint: Endpoint; params: Params } => {
  const orders = names.flatMap((name) => ('txid' in name ? [name.txid] : []))
  const cl_ord_ids = names.flatMap((name) => ('cl_ord_id' in name ? [name.cl_ord_id] : []))
  return {
    endpoint: CancelOrderBatch,
    params: { ...(orders.length > 0 && { orders }), ...(cl_ord_ids.length > 0 && { cl_ord_ids }) },
  }
}

/** The names that a cancel's parameters give. */
export const namesIn = (params: Params): readonly OrderName[] => [
  ...[params.txid, params.orders]
    .flat()
    .filter((name) => typeof name === 'string' || typeof name === 'number')
    .map((name) => ({ txid: String(name) })),
  ...[params.cl_ord_id, params.cl_ord_ids]
    .flat()
    .filter((name) => typeof name === 'string')
    .map((cl_ord_id) => ({ cl_ord_id })),
]

const userrefsOf = (name: OrderName): readonly number[] =>
  'txid' in name && /^-?\d{1,10}$/.test(name.txid) ? [Number(name.txid)] : []
