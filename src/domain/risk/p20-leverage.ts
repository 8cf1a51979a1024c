import { finding, limitOf, type Rule } from './case.ts'

/** P20: no more leverage than the mandate says; 1 is spot. */
export const leverageCap: Rule = (one) => {
  const { maxLeverage: limit } = one.rules
  const { leverage, isMargin } = one.look
  if (limit === undefined || one.isReduction) return []
  // Margin without a stated leverage takes some.
  const used = isMargin ? Math.max(leverage, 2) : leverage
  if (used <= limit) return []
  return [
    finding(
      one,
      'max_leverage',
      `Leverage ${used} is more than the ${limit} that ${limitOf(one, 'maxLeverage')} allows.`,
      { limit, leverage: used },
      { hint: limit === 1 ? 'Leave leverage out.' : `Use leverage ${limit} or less.` },
    ),
  ]
}
