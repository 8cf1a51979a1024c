import { type Draft, finish } from './draft.ts'
import { type Fill, fill } from './fill.ts'
import type { Order } from './order.ts'
import { shortfall } from './take.ts'

/** What a resting order meets, and the proof of it. */
export type Match = Pick<Fill, 'price' | 'volume' | 'evidence'>

/** Fills a resting order as maker. A spot order's hold covers it; one with leverage goes when its margin no longer suffices. */
export const make = (draft: Draft, order: Order, match: Match, now: number): Order => {
  const reason = order.leverage > 0 ? shortfall(draft, order, match) : undefined
  if (reason !== undefined) return finish(draft, order, { status: 'canceled', reason, now })
  return fill(draft, order, { ...match, role: 'maker', now })
}
