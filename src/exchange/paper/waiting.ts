import { withdrawn } from '../arrivals.ts'
import type { OrderTag } from '../order-tag.ts'

/** Orders that wait here for the market's prices, and can be taken back until they have them. */
export interface Waiting {
  /** `pass` throws `refused` (order_withdrawn) where a cancel came first; `leave` may be called in any case. */
  enter(orders: readonly OrderTag[]): { pass(): void; leave(): void }
  withdraw(matches: (order: OrderTag) => boolean): readonly OrderTag[]
}

export const createWaiting = (): Waiting => {
  const here = new Map<symbol, readonly OrderTag[]>()
  return {
    enter(orders) {
      const id = Symbol('order')
      here.set(id, orders)
      return {
        pass() {
          if (!here.delete(id)) throw withdrawn()
        },
        leave: () => void here.delete(id),
      }
    },
    withdraw(matches) {
      const taken = [...here].filter(([, orders]) => orders.some(matches))
      for (const [id] of taken) here.delete(id)
      return taken.flatMap(([, orders]) => orders)
    },
  }
}
