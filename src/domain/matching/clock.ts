import { type Draft, finish } from './draft.ts'
import type { Order } from './order.ts'
import { READING } from './refused.ts'
import type { MatchState } from './state.ts'

/** The pairs whose orders are meant; all of them where it is left out. */
export type Pairs = ReadonlySet<string> | undefined

/** Brings the time to the orders: what has expired goes, what was scheduled becomes due (or waits for its trigger). */
export const onClock = (draft: Draft, now: number, pairs?: Pairs): void => {
  for (const order of ordersOn(draft, pairs)) {
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
export const nextMoment = (state: MatchState, pairs?: Pairs): number | undefined => {
  const moments = ordersOn(state, pairs).flatMap((order) => [
    ...(order.stage === 'scheduled' && order.startAt !== undefined ? [order.startAt] : []),
    ...(order.expireAt !== undefined ? [order.expireAt] : []),
  ])
  return moments.length === 0 ? undefined : Math.min(...moments)
}

const ordersOn = ({ orders }: Pick<MatchState, 'orders'>, pairs: Pairs): readonly Order[] =>
  Object.values(orders).filter(({ terms }) => pairs === undefined || pairs.has(terms.pair))
