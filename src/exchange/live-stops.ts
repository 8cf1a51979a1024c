import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import { attempt } from './attempt.ts'
import type { Budget, Touched } from './budget.ts'
import type { Body } from './exchange.ts'
import type { createLane } from './lane.ts'
import type { createReads } from './reads.ts'
import { metAnothersNonce } from './says.ts'

interface StopsDeps {
  readonly lane: Pick<ReturnType<typeof createLane>, 'stop'>
  readonly budget: Budget
  readonly touched: (endpoint: Endpoint, params: Params) => readonly Touched[]
  readonly reads: Pick<ReturnType<typeof createReads>, 'forget'>
  readonly learn: (endpoint: Endpoint, params: Params, reply: Reply) => Reply
}

const CANCELS: ReadonlySet<string> = new Set(['cancel_order', 'cancel_order_batch', 'cancel_all_orders'])

/** What goes ahead of everything, and is counted but never held up. */
export const createLiveStops = (deps: StopsDeps): Pick<Body, 'urgent' | 'stop'> => {
  const { lane, budget, touched, reads, learn } = deps
  return {
    async urgent(endpoint, params, withinMs) {
      budget.note(endpoint)
      const ask = async () =>
        learn(endpoint, params, await lane.stop({ endpoint, depart: () => params, withinMs }))
      const reply = await ask()
      return metAnothersNonce(reply) ? ask() : reply
    },
    async stop(endpoint, params, depart = () => {}, withinMs) {
      budget.note(
        endpoint,
        attempt(() => touched(endpoint, params)),
      )
      const leave = () => {
        depart()
        reads.forget()
        return params
      }
      const stop = async () => learn(endpoint, params, await lane.stop({ endpoint, depart: leave, withinMs }))
      const reply = await stop()
      // A cancel does no harm twice, and one that met another's nonce has not been heard. The timer would undo a newer one.
      return CANCELS.has(endpoint.tool) && metAnothersNonce(reply) ? stop() : reply
    },
  }
}
