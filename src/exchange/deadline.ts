import type { Endpoint, Params } from '../kraken/endpoint.ts'

/** How long an order has to reach Kraken's engine; past it the engine drops it. Kraken takes 2 to 60 s. */
export const ORDER_DEADLINE_MS = 6_000

/** Adds the deadline, counted from the turn in which the call leaves, unless the caller gave one or the row takes none. */
export const withDeadline = (endpoint: Endpoint, params: Params, now: number): Params => {
  if (!('deadline' in endpoint.params.shape) || params.deadline !== undefined) return params
  return { ...params, deadline: new Date(now + ORDER_DEADLINE_MS).toISOString() }
}

/** How long a call may take before it counts as lost: orders 8 s, reads 10 s, the rest 30 s; `capMs` caps them all. */
export const timeoutMsOf = (endpoint: Pick<Endpoint, 'effect'>, capMs: number | undefined): number =>
  Math.min(TIMEOUT_MS[endpoint.effect], capMs ?? Number.POSITIVE_INFINITY)

const TIMEOUT_MS = { order: 8_000, read: 10_000, cancel: 30_000, funds: 30_000 } as const
