import type { Rules } from '../mandate/rules.ts'
import type { Decimal } from '../money.ts'
import type { Bound, Facts } from './facts.ts'
import { worthOf } from './group-worth.ts'
import type { Group } from './tally.ts'
import type { RateOf } from './worth.ts'

/** What a bound has used of its day: filled in the last 24 hours and the worst case of all that may still trade, in its currency. */
export const dayNotional = (
  bound: Bound,
  { currency }: Pick<Rules, 'currency'>,
  facts: Facts,
  groups: readonly Group[],
  rateOf: RateOf,
): Decimal | undefined =>
  worthOf(bound, currency, facts, groups, rateOf, ({ cost, filledToday }) => [cost, filledToday])
