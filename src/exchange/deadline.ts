import { BreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'

/** How long an order has to reach Kraken's engine; past it the engine drops it. Kraken takes 2 to 60 s. */
export const ORDER_DEADLINE_MS = 6_000

/**
 * Adds the deadline, counted from the turn in which the call leaves, unless the caller gave one or the row takes none.
 * Throws deadline_passed where the caller's is over; `now` is Kraken's time.
 */
export const withDeadline = (endpoint: Endpoint, params: Params, now: number): Params => {
  mustLieAhead(params, now)
  if (!('deadline' in endpoint.params.shape) || params.deadline !== undefined) return params
  return { ...params, deadline: new Date(now + ORDER_DEADLINE_MS).toISOString() }
}

/**
 * Throws deadline_passed for a caller's deadline that is over, before anything is sent: Kraken would answer
 * `Deadline elapsed`, which says of no order that it was not placed, and its pair would wait for the doubt.
 */
export const mustLieAhead = ({ deadline }: Params, now: number): void => {
  if (typeof deadline !== 'string' || Date.parse(deadline) > now) return
  throw new BreakwaterError('invalid', 'deadline_passed', 'The deadline has passed; nothing was sent.', {
    hint: 'Send a deadline 2 to 60 seconds ahead, or leave it out: then it is 6 seconds from when the call leaves.',
    details: { now: new Date(now).toISOString() },
  })
}

/** How long a call may take before it counts as lost: orders 8 s, reads 10 s, the rest 30 s; `capMs` caps them all. */
export const timeoutMsOf = (endpoint: Pick<Endpoint, 'effect'>, capMs: number | undefined): number =>
  Math.min(TIMEOUT_MS[endpoint.effect], capMs ?? Number.POSITIVE_INFINITY)

const TIMEOUT_MS = { order: 8_000, read: 10_000, cancel: 30_000, funds: 30_000 } as const
