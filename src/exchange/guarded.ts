import type { Circumstances } from '../domain/risk/judge.ts'
import { answerOf } from './answer.ts'
import { createArrivals } from './arrivals.ts'
import { withClientOrderIds } from './client-order-id.ts'
import type { Body, Exchange } from './exchange.ts'
import type { Journal } from './journal.ts'
import type { Journaled } from './journaled.ts'
import { tagsOf } from './order-tag.ts'
import { passRails } from './rails.ts'
import { createStops } from './stops.ts'

interface GuardedDeps {
  readonly body: Body
  readonly journal: Journal
  readonly journaled: Journaled
  readonly circumstances: Circumstances
  readonly newClientOrderId: () => string
  readonly now: () => number
}

/**
 * The outermost coat. What must be awaited is awaited first; then the rails, the journal row and the place in the
 * lane's queue come in one synchronous step, so nothing can slip between a verdict and the order it was given for.
 */
export const guarded = (deps: GuardedDeps): Exchange => {
  const { body, journal, journaled, circumstances, newClientOrderId, now } = deps
  const arrivals = createArrivals()
  const stop = createStops({ body, journal, arrivals, now })

  return {
    async read(endpoint, params) {
      return answerOf(endpoint, await body.read(endpoint, params), now())
    },
    stop,
    async act(endpoint, params, caller) {
      const named = withClientOrderIds(endpoint.tool, params, newClientOrderId)
      const arrival = arrivals.enter(tagsOf(endpoint.tool, named))
      try {
        await body.ready(endpoint, named)
        arrival.pass()
        return await journaled(passRails(endpoint, named, circumstances), caller)
      } finally {
        arrival.leave()
      }
    },
  }
}
