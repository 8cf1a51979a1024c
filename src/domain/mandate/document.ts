import * as z from 'zod'
import { once } from '../once.ts'
import { ORDER_TYPES } from '../order.ts'
import { windowOf } from './hours.ts'
import { lifeSeconds } from './life.ts'
import { Amount, Asset, Count, Limit, listOf, oneOf, Pair } from './words.ts'

const None = z.literal('none')

/** A list that "none" does not empty but lifts. */
const listOrNone = <T extends z.ZodType>(item: T, what: string) =>
  z.union([None, listOf(item, what)], { error: () => `wants a list of ${what}, or "none" for no limit` })

const Window = z.string().refine((text) => windowOf(text) !== undefined, {
  error: 'wants a window such as "Mon-Fri 08:00-20:00 UTC"',
})

const Life = z
  .string({ error: () => LIFE })
  .refine((text) => text === 'none' || lifeSeconds(text) !== undefined, {
    error: () => LIFE,
  })
const LIFE = 'wants a span such as "15m" or "24h", from 5 seconds to 30 days, or "none"'

const Name = z
  .string({ error: () => 'wants a text' })
  .trim()
  .min(1, { error: 'is empty' })
  .max(200)

const WithdrawalKey = z.strictObject({
  key: Name,
  asset: Asset,
  address: Name,
  maxAmount: Limit.optional(),
  maxDayAmount: Limit.optional(),
})

const Drawdowns = z.strictObject({
  day: Limit.optional(),
  week: Limit.optional(),
  month: Limit.optional(),
})

const Approval = z.union([z.enum(['never', 'always']), z.strictObject({ above: Amount })], {
  error: () => 'wants "never", "always" or {"above": "500"}',
})

/** The fields of a mandate but for `grants`, as they are written; all may be left out. */
const fieldsOf = () => ({
  currency: Asset.optional(),
  equivalents: listOf(Asset, 'assets').optional(),
  pairs: listOrNone(Pair, 'pairs').optional(),
  orderTypes: listOrNone(oneOf(ORDER_TYPES), 'order types').optional(),
  hours: listOrNone(Window, 'windows').optional(),
  maxOrderNotional: Limit.optional(),
  maxDayNotional: Limit.optional(),
  ordersPerMinute: Count(0).optional(),
  maxOpenOrders: Count(0).optional(),
  maxOpenOrdersPerPair: Count(0).optional(),
  maxExposure: Limit.optional(),
  maxExposurePerAsset: z.record(z.string(), Limit).optional(),
  maxPositionNotional: z.record(z.string(), Limit).optional(),
  maxOpenPositions: Count(0).optional(),
  maxLeverage: Count(1).optional(),
  minMarginLevelPercent: Limit.optional(),
  maxDayLoss: Limit.optional(),
  maxWeekLoss: Limit.optional(),
  maxMonthLoss: Limit.optional(),
  maxDrawdownPercent: Drawdowns.optional(),
  priceCollarPercent: Limit.optional(),
  maxOrderLife: Life.optional(),
  marketAs: oneOf(['ioc', 'market']).optional(),
  orders: oneOf(['own', 'account']).optional(),
  inventory: oneOf(['own', 'account']).optional(),
  withdrawalKeys: listOrNone(WithdrawalKey, 'withdrawal keys').optional(),
  approval: Approval.optional(),
})

/** The fields whose keys are names, which are spelled anew after parsing. */
export const NAMED_FIELDS = { maxExposurePerAsset: 'asset', maxPositionNotional: 'pair' } as const

/** A mandate as it is written; what it grants to children grants no further. Made when the first one is read. */
export const mandateDocument = once(() => {
  const fields = fieldsOf()
  return z.strictObject({ ...fields, grants: z.strictObject(fields).optional() })
})

export type FieldName = keyof ReturnType<typeof fieldsOf> | 'grants'

export const fieldNames = once((): readonly string[] => Object.keys(mandateDocument().shape))
