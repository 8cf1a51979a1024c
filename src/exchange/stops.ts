import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { CancelOrderBatch } from '../kraken/endpoints/trading.ts'
import type { Reply } from '../kraken/reply.ts'
import { answerOf } from './answer.ts'
import type { Arrivals } from './arrivals.ts'
import {
  isEmptyCancel,
  matcherOf,
  namesIn,
  resolveUserrefs,
  waitsForItsOrder,
  withoutIds,
} from './cancel-target.ts'
import type { Answered, Body, Caller, Exchange } from './exchange.ts'
import type { Intent } from './intent.ts'
import type { Journal } from './journal.ts'
import type { OrderTag } from './order-tag.ts'
import { outcomesOf } from './outcomes.ts'

interface StopDeps {
  readonly body: Body
  readonly journal: Journal
  readonly arrivals: Arrivals
  readonly now: () => number
}

interface Call {
  readonly endpoint: Endpoint
  readonly params: Params
}

/**
 * Cancels, and the raw dead-man timer. A cancel never passes its own order: one that still waits here is taken back and
 * never sent; one in flight is let land first; for one in doubt the wish is kept and carried out when it is found.
 * Rails, budgets and permissions are not asked, and a journal that cannot be written holds nothing up.
 */
export const createStops = ({ body, journal, arrivals, now }: StopDeps): Exchange['stop'] => {
  const doubtful = (matches: (order: OrderTag) => boolean): readonly Intent[] =>
    journal
      .unsettled()
      .filter(
        ({ clientOrderId, userref }) => clientOrderId !== undefined && matches({ clientOrderId, userref }),
      )

  const send = async (call: Call, caller: Caller): Promise<Reply> => {
    const id = attempt(() => journal.noteStop(call.endpoint, call.params, caller, now()))
    const reply = await body.stop(call.endpoint, call.params, () =>
      attempt(() => id && journal.stopSent(id, now())),
    )
    const [outcome] = outcomesOf(call, reply, now())
    attempt(() => id && outcome && journal.stopSettled(id, outcome, now()))
    return isRefusedForRate(reply) && call.endpoint !== CancelOrderBatch ? send(asBatch(call), caller) : reply
  }

  const noteEnded = (call: Call, reply: Reply): void => {
    if (reply.kind !== 'result' || isPending(reply.result)) return
    const { txids, clientOrderIds } = namesIn(call.params)
    const named = [
      ...txids.map((txid) => ({ txid })),
      ...clientOrderIds.map((clientOrderId) => ({ clientOrderId })),
    ]
    const orders =
      call.endpoint.tool === 'cancel_all_orders'
        ? journal.working()
        : named.map((name) => journal.byOrder(name))
    // Of several orders some may have been gone before: only when all were cancelled is it known of each.
    if (countIn(reply.result) < orders.length) return
    for (const order of orders) if (order?.state === 'placed') journal.ended(order.id, 'canceled', now())
  }

  return async (endpoint, params, caller) => {
    const matches = matcherOf(endpoint, params)
    const withdrawn = [...arrivals.withdraw(matches), ...body.withdraw(matches)]
    const rest = withoutIds(params, withdrawn)
    if (isEmptyCancel(endpoint, rest)) return { result: { count: 0 }, note: notSent(withdrawn) }
    if (waitsForItsOrder(endpoint)) await body.landed(matches)
    const inDoubt = attempt(() => doubtful(matches)) ?? []
    attempt(() =>
      journal.wishCancelled(
        inDoubt.map(({ id }) => id),
        caller.tokenId,
        now(),
      ),
    )
    const call = resolveUserrefs(endpoint, rest, journal)
    const reply = await send(call, caller)
    attempt(() => noteEnded(call, reply))
    return answered(call, reply, { withdrawn, inDoubt }, now())
  }
}

const answered = (
  { endpoint }: Call,
  reply: Reply,
  { withdrawn, inDoubt }: { withdrawn: readonly OrderTag[]; inDoubt: readonly Intent[] },
  now: number,
): Answered => {
  const notes = [
    ...(withdrawn.length > 0 ? [notSent(withdrawn)] : []),
    ...(inDoubt.length > 0 ? [willBeCancelled(inDoubt)] : []),
  ]
  // "Unknown order" of an order in doubt says nothing: it may still arrive.
  if (inDoubt.length > 0 && isUnknownOrder(reply)) return { result: { count: 0 }, note: notes.join(' ') }
  const answer = answerOf(endpoint, reply, now)
  const note = [...(answer.note ? [answer.note] : []), ...notes].join(' ')
  return note ? { result: answer.result, note } : answer
}

const notSent = (withdrawn: readonly OrderTag[]): string =>
  `Not sent: ${withdrawn.length} order(s) still waited here and were taken back (${withdrawn
    .map((order) => order.clientOrderId)
    .join(', ')}).`

const willBeCancelled = (inDoubt: readonly Intent[]): string =>
  `In doubt: whether ${inDoubt.map(({ id }) => id).join(', ')} reached Kraken is uncertain; if found, it will be cancelled.`

const isUnknownOrder = (reply: Reply): boolean =>
  reply.kind === 'errors' && reply.errors.some((error) => error.startsWith('EOrder:Unknown order'))

const isRefusedForRate = (reply: Reply): boolean =>
  reply.kind === 'errors' && reply.errors.some((error) => error.startsWith('EOrder:Rate limit exceeded'))

/** Kraken takes a batch cancel even above the rate limit (facts: trading rate limits). */
const asBatch = ({ params }: Call): Call => {
  const { txids, clientOrderIds } = namesIn(params)
  return {
    endpoint: CancelOrderBatch,
    params: {
      ...(txids.length > 0 ? { orders: txids } : {}),
      ...(clientOrderIds.length > 0 ? { cl_ord_ids: clientOrderIds } : {}),
    },
  }
}

const isPending = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'pending' in result && result.pending === true

const countIn = (result: unknown): number =>
  typeof result === 'object' && result !== null && 'count' in result && typeof result.count === 'number'
    ? result.count
    : 0

// What cannot be written must not keep a stop from leaving, nor its answer from being told.
const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}
