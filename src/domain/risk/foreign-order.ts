import { finding, type Rule } from './case.ts'
import { countsFor } from './tally.ts'

/**
 * What an amend adds to another's order counts against that one's mandate and not against this: so nothing may be added.
 * It may make such an order smaller, cheaper or its protection tighter.
 */
export const foreignOrder: Rule = (one) => {
  const { target } = one.look
  if (target === undefined || one.isReduction || countsFor(one.bound, target.tokenId)) return []
  return [
    finding(
      one,
      'foreign_order',
      'The order is not one that this token placed: it may be made smaller or cheaper, and not larger or dearer.',
      { intent: target.intent },
      { hint: 'Cancel it and place an order of your own, or change it so that it costs no more than now.' },
    ),
  ]
}
