import type { Level } from './depth.ts'
import { type Draft, finish } from './draft.ts'
import { fill } from './fill.ts'
import type { Order } from './order.ts'
import { shortfall } from './take.ts'

/** Fills a resting order as maker. A spot order's hold covers it; one with leverage goes when its margin no longer suffices. */
export const make = (draft: Draft, order: Order, match: Level, now: number): Order => {
  const reason = order.leverage > 0 ? shortfall(draft, order, match) : undefined
  if (reason !== undefined) return finish(draft, order, { status: 'canceled', reason, now })
  return fill(draft, order, { ...match, role: 'maker', now })
}
