import { findOrders } from '../../domain/matching/cancel.ts'
import type { Params } from '../../kraken/endpoint.ts'
import type { Catalogue } from './catalogue.ts'
import type { PaperState } from './state.ts'

/** The pairs, by key, that a command is about: the one it names, or those of the orders that it names. */
export const pairsNamed = (params: Params, account: PaperState, catalogue: Catalogue): readonly string[] => {
  if (typeof params.pair === 'string') {
    const pair = catalogue.find(params.pair)?.key
    return pair === undefined ? [] : [pair]
  }
  const names = [
    ...textsIn(params.txid, params.orders).map((id) => ({ id })),
    ...textsIn(params.cl_ord_id, params.cl_ord_ids).map((clientOrderId) => ({ clientOrderId })),
  ]
  const orders = names.flatMap((name) => findOrders(account, name))
  return [...new Set(orders.map((order) => order.terms.pair))]
}

const textsIn = (...values: readonly unknown[]): readonly string[] =>
  values
    .flat()
    .flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []))
