import { type Draft, finish } from './draft.ts'
import type { Order } from './order.ts'
import type { MatchState } from './state.ts'

/** Open orders that a reference names: an order id, a userref (which may name several) or a client id. */
export const findOrders = (
  state: Pick<MatchState, 'orders'>,
  named: { readonly id?: string | undefined; readonly clientOrderId?: string | undefined },
): readonly Order[] =>
  Object.values(state.orders).filter((order) =>
    named.clientOrderId === undefined
      ? order.id === named.id || (order.userref !== undefined && String(order.userref) === named.id)
      : order.clientOrderId === named.clientOrderId,
  )

/** Cancels orders; what they held is free again. */
export const cancel = (draft: Draft, ids: readonly string[], reason: string, now: number): void => {
  for (const id of ids) {
    const order = draft.orders[id]
    if (order !== undefined) finish(draft, order, { status: 'canceled', reason, now })
  }
}
