import type { Order } from '../../domain/matching/order.ts'
import { REASON } from '../../domain/matching/refused.ts'
import { run } from './absorb.ts'
import type { AccountState } from './account.ts'

/** Keeps in mind that these orders go at `at`; until then they are open and may fill. A second wish does not put it off. */
export const cancelLater = (account: AccountState, orders: readonly Order[], at: number): void => {
  const cancelling = { ...account.cancelling }
  for (const { id } of orders) cancelling[id] ??= at
  account.cancelling = cancelling
}

/** When the next pending cancel takes effect; Infinity while there is none. */
export const nextCancel = ({ cancelling = {} }: AccountState): number =>
  Math.min(...Object.values(cancelling), Number.POSITIVE_INFINITY)

/** Lets the pending cancels that are due by `now` take effect. */
export const cancelDue = (account: AccountState, now: number): void => {
  const entries = Object.entries(account.cancelling ?? {})
  const ids = entries.filter(([, at]) => at <= now).map(([id]) => id)
  if (ids.length === 0) return
  account.cancelling = Object.fromEntries(entries.filter(([, at]) => at > now))
  run(account, { kind: 'cancel', ids, reason: REASON.user, now })
}
