import { finding, limitOf, type Rule } from './case.ts'
import type { Bound, Facts } from './facts.ts'
import { countsFor } from './tally.ts'

const MINUTE_MS = 60_000

/** When the counted tokens' orders of the last 60 seconds were wanted. */
export const ordersOfMinute = ({ orders, now }: Facts, bound: Bound): readonly number[] =>
  orders
    .filter(
      ({ tokenId, intendedAt, isClose }) =>
        !isClose && intendedAt > now - MINUTE_MS && countsFor(bound, tokenId),
    )
    .map(({ intendedAt }) => intendedAt)

/** P15: no more orders a minute than the mandate says; every order of a list counts, and so does an amend. */
export const rate: Rule = (one) => {
  const { ordersPerMinute: limit } = one.rules
  if (limit === undefined || one.look.isClose) return []
  const before = ordersOfMinute(one.facts, one.bound)
  const used = before.length + one.earlier.filter(({ isClose }) => !isClose).length
  if (used < limit) return []
  const wait = before.length === 0 ? 60 : Math.ceil((Math.min(...before) + MINUTE_MS - one.facts.now) / 1000)
  return [
    finding(
      one,
      'orders_per_minute',
      `${used} orders came within a minute, and ${limitOf(one, 'ordersPerMinute')} allows ${limit}.`,
      { limit, used },
      { hint: `Wait ${wait} s.` },
    ),
  ]
}
