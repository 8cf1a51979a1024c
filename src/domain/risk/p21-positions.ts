import { finding, limitOf, type Rule, unjudged } from './case.ts'
import { keyOf, positionKeys, positionsFor } from './positions.ts'

/** P21: no more margin positions at once than the mandate says; a working order counts as the position that it would open. */
export const openPositions: Rule = (one) => {
  const { maxOpenPositions: limit } = one.rules
  const { look, bound, facts, groups } = one
  if (limit === undefined || one.isReduction || !look.isMargin) return []
  const held = positionsFor(bound, facts)
  if (held === undefined) return [unjudged(one, 'maxOpenPositions', 'the open positions are not known')]
  const open = positionKeys(held, groups, bound)
  if (open.has(keyOf({ pair: look.pair.symbol, side: look.side })) || open.size < limit) return []
  return [
    finding(
      one,
      'max_open_positions',
      `${open.size} positions are open, and ${limitOf(one, 'maxOpenPositions')} allows ${limit} (Positions limit exceeded).`,
      { limit, used: open.size },
      { hint: 'Close one first.' },
    ),
  ]
}
