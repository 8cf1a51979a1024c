import { type Draft, finish } from './draft.ts'
import type { Order } from './order.ts'
import { READING } from './refused.ts'
import type { MatchState } from './state.ts'

/** Brings the time to the orders: what has expired goes, what was scheduled becomes due (or waits for its trigger). */
export const onClock = (draft: Draft, now: number): void => {
  for (const order of Object.values(draft.orders)) {
    if (order.expireAt !== undefined && order.expireAt <= now)
      finish(draft, order, { status: 'expired', reason: READING.expired, now: order.expireAt })
    else if (order.stage === 'scheduled' && (order.startAt ?? 0) <= now)
      draft.orders[order.id] = { ...order, status: 'open', stage: stageAtStart(order) }
  }
}

/** Where an order stands once its time has come. */
export const stageAtStart = (order: Pick<Order, 'trigger'>): 'armed' | 'due' =>
  order.trigger === undefined ? 'due' : 'armed'

/** The next moment at which the clock alone changes something. */
export const nextMoment = (state: MatchState): number | undefined => {
  const moments = Object.values(state.orders).flatMap((order) => [
    ...(order.stage === 'scheduled' && order.startAt !== undefined ? [order.startAt] : []),
    ...(order.expireAt !== undefined ? [order.expireAt] : []),
  ])
  return moments.length === 0 ? undefined : Math.min(...moments)
}
