import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { CancelAllOrdersAfter } from '../kraken/endpoints/trading/cancelling.ts'
import type { Reply } from '../kraken/reply.ts'
import { type CounterRule, charge, emptyCounter, msUntilFits } from './counter.ts'
import type { Body } from './exchange.ts'

/** What work that nobody waits for may take of the key's REST budget. */
export const BACKGROUND_SHARE = 0.3

/** The key's description is asked for every five minutes, past this share. */
const KEY_LOOKS_PER_SECOND = 1 / 300

type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

export interface Background {
  /** Asks what fits into the share; what does not fit comes back as lost, so that the next minute tries again. */
  asking(ask: Ask): Ask
  /** How long until calls of so many points fit into the share, milliseconds. */
  msUntilFits(points: number): number
  /** The same body, whose dead-man refreshes count against the share; they themselves are never held up. */
  noting<B extends Pick<Body, 'stop'>>(body: B): B
}

/** Keeps work that nobody waits for within its share of the budget. */
export const createBackground = (rest: CounterRule, now: () => number): Background => {
  const perSecond = rest.perSecond * BACKGROUND_SHARE - KEY_LOOKS_PER_SECOND
  const rule = { max: rest.max * BACKGROUND_SHARE, perSecond }
  let counter = emptyCounter(now())
  const note = ({ cost }: Endpoint): void => {
    counter = charge(counter, rule, cost.counter, now())
  }

  return {
    asking: (ask) => async (endpoint, params) => {
      if (msUntilFits(counter, rule, endpoint.cost.counter, now()) > 0)
        return { kind: 'lost', why: 'network' }
      note(endpoint)
      return ask(endpoint, params)
    },
    msUntilFits: (points) => msUntilFits(counter, rule, points, now()),
    noting: (body) => ({
      ...body,
      stop(endpoint, ...rest) {
        if (endpoint.tool === CancelAllOrdersAfter.tool) note(endpoint)
        return body.stop(endpoint, ...rest)
      },
    }),
  }
}
