import type { Params } from '../kraken/endpoint.ts'

/** By what a cancel can name an order that Kraken has not named yet. */
export interface OrderTag {
  readonly clientOrderId: string
  readonly userref: number | undefined
}

/** The new orders of a call; none for an amend or an edit, whose ids only say which order is meant. */
export const tagsOf = (tool: string, params: Params): readonly OrderTag[] => {
  if (tool === 'add_order') return [tagOf(params)].flat()
  return tool === 'add_order_batch' && Array.isArray(params.orders) ? params.orders.flatMap(tagOf) : []
}

const tagOf = ({ cl_ord_id, userref }: Params): readonly OrderTag[] =>
  typeof cl_ord_id === 'string'
    ? [{ clientOrderId: cl_ord_id, userref: typeof userref === 'number' ? userref : undefined }]
    : []
