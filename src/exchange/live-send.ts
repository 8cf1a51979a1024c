import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import { withoutUserref } from './client-order-id.ts'
import type { Clock } from './clock.ts'
import { withDeadline } from './deadline.ts'
import type { Body } from './exchange.ts'
import type { createLane } from './lane.ts'
import { tagsOf } from './order-tag.ts'
import type { createReads } from './reads.ts'
import type { Skew } from './skew.ts'

interface SendDeps {
  readonly lane: Pick<ReturnType<typeof createLane>, 'send'>
  readonly skew: Skew
  readonly clock: Pick<Clock, 'now'>
  readonly reads: Pick<ReturnType<typeof createReads>, 'forget'>
  readonly learn: (endpoint: Endpoint, params: Params, reply: Reply) => Reply
}

/** Sends what is on record, once, with a deadline by Kraken's clock and without a `userref`. */
export const createSend = ({ lane, skew, clock, reads, learn }: SendDeps): Body['send'] => {
  return async ({ call: { endpoint, params } }, depart, arrive) => {
    const leave = () => {
      const final = withoutUserref(withDeadline(endpoint, params, skew.now(clock.now())))
      reads.forget()
      depart(typeof final.deadline === 'string' ? final.deadline : undefined)
      return final
    }
    const orders = tagsOf(endpoint.tool, params)
    const reply = await lane.send({ endpoint, depart: leave, orders, ...(arrive && { arrive }) })
    return learn(endpoint, params, reply)
  }
}
