import type { Changes } from '../../domain/matching/amend.ts'
import { type Order, remaining } from '../../domain/matching/order.ts'
import { isLess } from '../../domain/money.ts'
import { type AccountState, type Amend, takeId } from './account.ts'
import type { TradingCall } from './call.ts'

/** An order's audit trail, oldest first; of an order that was never amended the original alone, whose id is the order's own with a T. */
export const trailOf = (account: AccountState, order: Order): Amend[] =>
  account.amends[order.id] ?? [
    { ...lineOf(order, `T${order.id.slice(1)}`, 'original', order.openedAt), remaining: order.volume },
  ]

/** Adds a line to an order's audit trail and returns its id. */
export const recordAmend = ({ account, now }: TradingCall, before: Order, changes: Changes): string => {
  const trail = trailOf(account, before)
  const after: Order = {
    ...before,
    volume: changes.volume ?? before.volume,
    displayVolume: changes.displayVolume ?? before.displayVolume,
    limit: changes.limit ?? before.limit,
    trigger: changes.trigger ?? before.trigger,
  }
  const line = lineOf(after, takeId(account, 'T'), 'user', now, changes.postOnly)
  account.amends[before.id] = [...trail, line]
  return line.id
}

/** One line of the audit trail: the order as it stood from `time` on. */
const lineOf = (
  order: Order,
  id: string,
  type: Amend['type'],
  time: number,
  postOnly = order.flags.includes('post'),
): Amend => ({
  id,
  type,
  time,
  volume: order.volume,
  displayVolume: order.displayVolume ?? '0',
  remaining: isLess(remaining(order), '0') ? '0' : remaining(order),
  limit: order.limit ?? '0',
  trigger: order.trigger ?? '0',
  postOnly,
})
