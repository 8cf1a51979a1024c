import { BreakwaterError } from '../domain/errors.ts'
import type { OrderTag } from './order-tag.ts'

/** One acting call between its arrival and its place in the journal, while it waits for permissions or budget. */
export interface Arrival {
  /** Ends the wait; throws `refused` (order_withdrawn) if a cancel came in the meantime. */
  pass(): void
  leave(): void
}

export interface Arrivals {
  enter(orders: readonly OrderTag[]): Arrival
  /** Takes back the waiting calls with an order that matches; answers their orders. */
  withdraw(matches: (order: OrderTag) => boolean): readonly OrderTag[]
}

/** Keeps the calls that have arrived and are not on record yet, so that no cancel can pass its own order unseen. */
export const createArrivals = (): Arrivals => {
  const waiting = new Map<symbol, readonly OrderTag[]>()

  return {
    enter(orders) {
      const id = Symbol('arrival')
      waiting.set(id, orders)
      return {
        pass() {
          if (!waiting.delete(id)) throw withdrawn()
        },
        leave: () => void waiting.delete(id),
      }
    },
    withdraw(matches) {
      const taken = [...waiting].filter(([, orders]) => orders.some(matches))
      for (const [id] of taken) waiting.delete(id)
      return taken.flatMap(([, orders]) => orders)
    },
  }
}

/** Tells the caller of an order that a cancel came first. */
export const withdrawn = () =>
  new BreakwaterError(
    'refused',
    'order_withdrawn',
    'The order was cancelled while it waited here; it was never sent.',
  )
