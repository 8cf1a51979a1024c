import { type Case, finding, limitOf, type Rule } from './case.ts'
import { isReduction } from './reduction.ts'

/** A conditional close takes no end from us: where orders have one, it may only take back what its parent opens. */
export const closeLife: Rule = (one) => {
  if (one.rules.lifeSeconds === undefined || !one.look.isClose || !reopens(one)) return []
  return [
    finding(
      one,
      'close_without_end',
      `It would open something again, and rest longer than ${limitOf(one, 'maxOrderLife')} lets an order.`,
      { seconds: one.rules.lifeSeconds },
      { hint: 'Leave close out, and place the second order once the first has filled.' },
    ),
  ]
}

// On spot a buy takes nothing back; on margin it is a parent that reduces whose close opens.
const reopens = (one: Case): boolean => {
  const { look, earlier, groups } = one
  if (!look.isMargin) return look.side === 'buy'
  const parent = earlier.at(-1)
  return parent === undefined || isReduction(parent, { ...one, groups: groups.slice(0, -1) })
}
