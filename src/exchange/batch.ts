import type { Params } from '../kraken/endpoint.ts'

type Batch = Params & { readonly orders: readonly Params[] }

/** Tells a batch of new orders from any other call; the `orders` of a batch cancel are ids. */
export const isBatch = (params: Params): params is Batch =>
  Array.isArray(params.orders) && params.orders.every((order) => typeof order === 'object')

/** The orders of a batch, one by one; any other call is its own only one. */
export const ordersOf = (params: Params): readonly Params[] => (isBatch(params) ? params.orders : [params])

/** Of a batch, what all its orders share; of any other call, everything. */
export const sharedBy = (params: Params): Params => {
  if (!isBatch(params)) return params
  const { orders: _, ...rest } = params
  return rest
}
