import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { answerOf } from './answer.ts'
import type { Arrivals } from './arrivals.ts'
import { isEmptyCancel, matcherOf, resolveUserrefs, waitsForItsOrder, withoutIds } from './cancel-target.ts'
import type { Answered, Body, Exchange } from './exchange.ts'
import type { Journal } from './journal.ts'
import type { OrderTag } from './order-tag.ts'

interface StopDeps {
  readonly body: Body
  readonly journal: Journal
  readonly arrivals: Arrivals
  readonly now: () => number
}

/**
 * Cancels and the dead-man timer. A cancel never passes its own order: one that still waits here is taken back and
 * never sent; one in flight is let land first. Rails, budgets and permissions are not asked.
 */
export const createStops =
  ({ body, journal, arrivals, now }: StopDeps): Exchange['stop'] =>
  async (endpoint, params) => {
    const matches = matcherOf(endpoint, params)
    const withdrawn = [...arrivals.withdraw(matches), ...body.withdraw(matches)]
    const rest = withoutIds(params, withdrawn)
    if (isEmptyCancel(endpoint, rest)) return { result: { count: 0 }, note: noteOf(withdrawn) }
    if (waitsForItsOrder(endpoint)) await body.landed(matches)
    return withNote(await send(body, resolveUserrefs(endpoint, rest, journal), now), withdrawn)
  }

const send = async (body: Body, call: { endpoint: Endpoint; params: Params }, now: () => number) =>
  answerOf(call.endpoint, await body.stop(call.endpoint, call.params), now())

const withNote = (answered: Answered, withdrawn: readonly OrderTag[]): Answered =>
  withdrawn.length === 0 ? answered : { ...answered, note: noteOf(withdrawn) }

const noteOf = (withdrawn: readonly OrderTag[]): string =>
  `Not sent: ${withdrawn.length} order(s) still waited here and were taken back (${withdrawn
    .map((order) => order.clientOrderId)
    .join(', ')}).`
