import * as z from 'zod'
import { once } from '../once.ts'
import { ORDER_TYPES } from '../order.ts'
import { windowOf } from './hours.ts'
import { lifeSeconds } from './life.ts'
import { amount, asset, count, limit, listOf, oneOf, pair } from './words.ts'

/** A list that "none" does not empty but lifts. */
const listOrNone = <T extends z.ZodType>(item: T, what: string) =>
  z.union([z.literal('none'), listOf(item, what)], {
    error: () => `wants a list of ${what}, or "none" for no limit`,
  })

const window = () =>
  z.string().refine((text) => windowOf(text) !== undefined, {
    error: 'wants a window such as "Mon-Fri 08:00-20:00 UTC"',
  })

const life = () =>
  z.string({ error: () => LIFE }).refine((text) => text === 'none' || lifeSeconds(text) !== undefined, {
    error: () => LIFE,
  })
const LIFE = 'wants a span such as "15m" or "24h", from 5 seconds to 30 days, or "none"'

const name = () =>
  z
    .string({ error: () => 'wants a text' })
    .trim()
    .min(1, { error: 'is empty' })
    .max(200)

const withdrawalKey = () =>
  z.strictObject({
    key: name(),
    asset: asset(),
    address: name(),
    maxAmount: limit().optional(),
    maxDayAmount: limit().optional(),
  })

const drawdowns = () =>
  z.strictObject({
    day: limit().optional(),
    week: limit().optional(),
    month: limit().optional(),
  })

const approval = () =>
  z.union([z.enum(['never', 'always']), z.strictObject({ above: amount() })], {
    error: () => 'wants "never", "always" or {"above": "500"}',
  })

/** The fields of a mandate but for `grants`, as they are written; all may be left out. */
const fieldsOf = () => ({
  currency: asset().optional(),
  equivalents: listOf(asset(), 'assets').optional(),
  pairs: listOrNone(pair(), 'pairs').optional(),
  orderTypes: listOrNone(oneOf(ORDER_TYPES), 'order types').optional(),
  hours: listOrNone(window(), 'windows').optional(),
  maxOrderNotional: limit().optional(),
  maxDayNotional: limit().optional(),
  ordersPerMinute: count(0).optional(),
  maxOpenOrders: count(0).optional(),
  maxOpenOrdersPerPair: count(0).optional(),
  maxExposure: limit().optional(),
  maxExposurePerAsset: z.record(z.string(), limit()).optional(),
  maxPositionNotional: z.record(z.string(), limit()).optional(),
  maxOpenPositions: count(0).optional(),
  maxLeverage: count(1).optional(),
  minMarginLevelPercent: limit().optional(),
  maxDayLoss: limit().optional(),
  maxWeekLoss: limit().optional(),
  maxMonthLoss: limit().optional(),
  maxDrawdownPercent: drawdowns().optional(),
  priceCollarPercent: limit().optional(),
  maxOrderLife: life().optional(),
  marketAs: oneOf(['ioc', 'market']).optional(),
  orders: oneOf(['own', 'account']).optional(),
  inventory: oneOf(['own', 'account']).optional(),
  withdrawalKeys: listOrNone(withdrawalKey(), 'withdrawal keys').optional(),
  approval: approval().optional(),
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
