import { BreakwaterError } from '../domain/errors.ts'
import type { OrderTag } from './order-tag.ts'

/** One acting call between its arrival and its place in the journal, while it waits for permissions or budget. */
export interface Arrival {
  /** Ends the wait; throws `refused` (order_withdrawn) if a cancel came in the meantime. */
  pass(): void
  leave(): void
}

/** Which orders are meant, of which token's. */
export type Matches = (order: OrderTag, tokenId: string) => boolean

export interface Arrivals {
  /** `began` is when the call came to the front door: it may have waited there while its cancel went by. */
  enter(orders: readonly OrderTag[], began: number, tokenId: string): Arrival
  /** Takes back the waiting calls with an order that matches; answers their orders. */
  withdraw(matches: Matches): readonly OrderTag[]
  /** Remembers a stop, for the orders that began before it and have not come here yet. */
  stopped(matches: Matches, at: number): void
}

interface Waiting {
  readonly orders: readonly OrderTag[]
  readonly began: number
  readonly tokenId: string
}

interface Stopped {
  readonly matches: Matches
  readonly at: number
}

/** No call waits longer at the front door. */
const REMEMBERED_MS = 60_000
const MOST_REMEMBERED = 1_000

/** Keeps the calls that have arrived and are not on record yet, so that no cancel can pass its own order unseen. */
export const createArrivals = (): Arrivals => {
  const waiting = new Map<symbol, Waiting>()
  let stops: readonly Stopped[] = []

  const isStopped = ({ orders, began, tokenId }: Waiting): boolean =>
    stops.some(({ matches, at }) => began <= at && orders.some((order) => matches(order, tokenId)))

  return {
    enter(orders, began, tokenId) {
      const id = Symbol('arrival')
      const call = { orders, began, tokenId }
      waiting.set(id, call)
      return {
        pass() {
          if (!waiting.delete(id) || isStopped(call)) throw withdrawn()
        },
        leave: () => void waiting.delete(id),
      }
    },
    withdraw(matches) {
      const taken = [...waiting].filter(([, { orders, tokenId }]) =>
        orders.some((order) => matches(order, tokenId)),
      )
      for (const [id] of taken) waiting.delete(id)
      return taken.flatMap(([, { orders }]) => orders)
    },
    stopped(matches, at) {
      stops = [...stops.filter((stop) => stop.at > at - REMEMBERED_MS), { matches, at }].slice(
        -MOST_REMEMBERED,
      )
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
