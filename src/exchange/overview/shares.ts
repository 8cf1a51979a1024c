import { type Decimal, divide, isPositive, multiply } from '../../domain/money.ts'
import type { Bound, Facts } from '../../domain/risk/facts.ts'
import { type Usage, usageOf } from '../../domain/risk/usage.ts'
import type { Share, Waiting } from '../overview.ts'

/** What the order that waits costs at most, and in which currency. */
export interface Cost {
  readonly amount: Decimal
  readonly currency: string
}

/**
 * What of each allowance is used and left, and what the order would take of it, document by document: the token's own, its
 * parents', the owner's.
 */
export const sharesOf = (facts: Facts, cost: Cost | undefined): readonly Share[] =>
  facts.bounds.flatMap((bound) =>
    usageOf(bound, facts).map((usage) => {
      const { allowance, of, limit, used, left, currency } = usage
      const name = `${whose(bound)}${allowance}${currency === undefined ? '' : ` (${currency})`}`
      return { allowance: name, of, limit, used, left, takes: takenBy(cost, usage) }
    }),
  ) satisfies Waiting['shares']

/** Allowances that an order takes of by what it costs, and by being one more. */
const BY_COST: ReadonlySet<string> = new Set(['maxDayNotional', 'maxExposure', 'approval.above'])
const BY_NUMBER: ReadonlySet<string> = new Set(['ordersPerMinute', 'maxOpenOrders'])

/** In whole percent of the limit, rounded up. */
const takenBy = (cost: Cost | undefined, { allowance, limit, currency }: Usage): string | undefined => {
  if (!isPositive(limit)) return undefined
  if (BY_NUMBER.has(allowance)) return percent('1', limit)
  return cost && BY_COST.has(allowance) && cost.currency === currency
    ? percent(cost.amount, limit)
    : undefined
}

const percent = (part: Decimal, whole: Decimal): string =>
  `${divide(multiply(part, '100'), whole, 0, 'up')} %`

const whose = ({ whose, name }: Bound): string => (whose === 'token' ? '' : `${name}: `)
