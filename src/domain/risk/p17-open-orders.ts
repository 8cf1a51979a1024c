import { type Case, type Finding, finding, limitOf, type Rule } from './case.ts'
import { canRest } from './look.ts'
import { countsFor, type Group } from './tally.ts'

/** How many orders of the counted tokens work or may work, on one pair or on all. */
export const openOrders = (groups: readonly Group[], bound: Case['bound'], pair?: string): number =>
  groups
    .filter((group) => countsFor(bound, group.tokenId) && (pair === undefined || group.pair === pair))
    .reduce((count, { working }) => count + working, 0)

/** P17: no more open orders than the mandate says, in total and on the pair. What cannot rest and what is amended is no new one. */
export const openOrderLimits: Rule = (one) => {
  const { maxOpenOrders, maxOpenOrdersPerPair } = one.rules
  const { symbol } = one.look.pair
  if (one.look.target !== undefined || !canRest(one.look)) return []
  return [
    ...above(one, 'maxOpenOrders', maxOpenOrders),
    ...above(one, 'maxOpenOrdersPerPair', maxOpenOrdersPerPair, symbol),
  ]
}

const above = (one: Case, field: string, limit: number | undefined, pair?: string): readonly Finding[] => {
  if (limit === undefined) return []
  const used = openOrders(one.groups, one.bound, pair)
  if (used < limit) return []
  const where = pair === undefined ? '' : ` on ${pair}`
  return [
    finding(
      one,
      pair === undefined ? 'max_open_orders' : 'max_open_orders_per_pair',
      `${used} orders are open${where}, and ${limitOf(one, field)} allows ${limit} (Orders limit exceeded).`,
      { limit, used },
      { hint: 'Cancel one first.' },
    ),
  ]
}
