import { type Decimal, isMore } from '../money.ts'
import { type Draft, finish } from './draft.ts'
import { enter, rest } from './enter.ts'
import { available, holdOf } from './hold.ts'
import type { Order } from './order.ts'
import type { Sight } from './place.ts'
import { READING, Refused } from './refused.ts'
import { roadOf } from './take.ts'
import { showLast } from './trigger.ts'

/** What an amend changes; prices are absolute, what is left out stays. */
export interface Changes {
  readonly volume?: Decimal | undefined
  readonly displayVolume?: Decimal | undefined
  readonly limit?: Decimal | undefined
  readonly trigger?: Decimal | undefined
  readonly postOnly?: boolean
}

/**
 * Changes an open order in place. Less volume and another trigger keep the queue place; more volume or another limit lose
 * it. A volume at or below what is filled cancels the rest; the order then shows the volume that it had. Throws `Refused` for unknown orders, orders with a conditional
 * close, missing funds, and a post-only price that would cross.
 */
export const amend = (draft: Draft, id: string, changes: Changes, sight: Sight): Order => {
  const order = draft.orders[id]
  if (order === undefined) throw new Refused('EOrder:Unknown order')
  if (order.close !== undefined) throw new Refused(READING.closeNotAmendable)
  if (!isMore(changes.volume ?? order.volume, order.filled))
    return finish(
      draft,
      { ...order, amended: true },
      { status: 'canceled', reason: READING.amendedAway, now: sight.now },
    )
  const changed = withChanges(draft, order, changes, sight.now)
  refuseCrossing(draft, changed, changes, sight)
  refusePoor(draft, order, changed)
  draft.orders[id] = changed
  return reenter(draft, order, changed, sight)
}

const withChanges = (draft: Draft, order: Order, changes: Changes, now: number): Order => {
  const next = {
    ...order,
    volume: changes.volume ?? order.volume,
    displayVolume: changes.displayVolume ?? order.displayVolume,
    limit: changes.limit ?? order.limit,
    trigger: changes.trigger ?? order.trigger,
    touchedAt: now,
    amended: true,
  }
  if (!losesPlace(order, next)) return next
  draft.ids = { ...draft.ids, next: draft.ids.next + 1 }
  return { ...next, rank: draft.ids.next }
}

const losesPlace = (before: Order, after: Order): boolean =>
  before.limit !== after.limit || isMore(after.volume, before.volume)

const refuseCrossing = (draft: Draft, changed: Order, changes: Changes, sight: Sight): void => {
  const posts = changes.postOnly === true || changed.flags.includes('post')
  if (!posts || changes.limit === undefined || changed.stage !== 'resting') return
  if (roadOf(draft, changed, sight.depth).length > 0) throw new Refused(READING.postWouldCross)
}

const refusePoor = (draft: Draft, before: Order, changed: Order): void => {
  const { [before.id]: _own, ...others } = draft.orders
  const hold = holdOf(changed)
  if (hold === undefined) return
  if (isMore(hold.amount, available({ ...draft, orders: others }, hold.asset)))
    throw new Refused('EOrder:Insufficient funds')
}

const reenter = (draft: Draft, before: Order, changed: Order, sight: Sight): Order => {
  if (changed.stage === 'armed') {
    showLast(draft, [changed], sight.last)
    const current = draft.orders[changed.id] ?? changed
    return current.stage === 'due' ? enter(draft, current, sight.depth, sight.now) : current
  }
  if (changed.stage !== 'resting') return changed
  if (before.limit !== changed.limit) return enter(draft, changed, sight.depth, sight.now)
  return losesPlace(before, changed) ? rest(draft, changed, sight.depth) : changed
}
