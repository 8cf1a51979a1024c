import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import { type CounterRule, charge, emptyCounter, msUntilFits } from './counter.ts'

/** What work that nobody waits for may take of the key's REST budget. */
export const BACKGROUND_SHARE = 0.3

type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

/**
 * Keeps work that nobody waits for within its share of the budget: what does not fit is not asked, and comes back as
 * lost, so that the next minute tries again.
 */
export const inBackground = (ask: Ask, rest: CounterRule, now: () => number): Ask => {
  const rule = { max: rest.max * BACKGROUND_SHARE, perSecond: rest.perSecond * BACKGROUND_SHARE }
  let counter = emptyCounter(now())
  return async (endpoint, params) => {
    const points = endpoint.cost.counter
    if (msUntilFits(counter, rule, points, now()) > 0) return { kind: 'lost', why: 'network' }
    counter = charge(counter, rule, points, now())
    return ask(endpoint, params)
  }
}
