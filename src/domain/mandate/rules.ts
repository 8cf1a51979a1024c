import type { Decimal } from '../money.ts'
import type { OrderType } from '../order.ts'
import { type Window, windowOf } from './hours.ts'
import { lifeSeconds } from './life.ts'
import type { ApprovalPolicy, Mandate } from './mandate.ts'

/** What of a loss or drawdown is allowed in each period; absent is not limited. */
export interface Periods {
  readonly day?: Decimal | undefined
  readonly week?: Decimal | undefined
  readonly month?: Decimal | undefined
}

/** A mandate as the rules read it: careful where the document is silent, and undefined wherever nothing is limited. */
export interface Rules {
  readonly currency: string
  /** The currency and what counts as it. */
  readonly cash: ReadonlySet<string>
  readonly pairs?: ReadonlySet<string> | undefined
  readonly orderTypes?: ReadonlySet<OrderType> | undefined
  /** None at all where no text of the document can be read: then no moment is within. */
  readonly hours?: readonly Window[] | undefined
  readonly maxOrderNotional?: Decimal | undefined
  readonly maxDayNotional?: Decimal | undefined
  readonly ordersPerMinute?: number | undefined
  readonly maxOpenOrders?: number | undefined
  readonly maxOpenOrdersPerPair?: number | undefined
  readonly maxExposure?: Decimal | undefined
  readonly maxExposurePerAsset: ReadonlyMap<string, Decimal>
  readonly maxPositionNotional: ReadonlyMap<string, Decimal>
  readonly maxOpenPositions?: number | undefined
  readonly maxLeverage?: number | undefined
  readonly minMarginLevelPercent?: Decimal | undefined
  readonly losses: Periods
  readonly drawdowns: Periods
  readonly collarPercent?: Decimal | undefined
  readonly lifeSeconds?: number | undefined
  readonly marketAs: 'ioc' | 'market'
  readonly inventory: 'own' | 'account'
  readonly approval: ApprovalPolicy
}

/** What holds where a mandate is silent: absent is careful, not free. */
export const CAREFUL = { currency: 'USD', leverage: 1, collarPercent: '5' } as const

const read = new WeakMap<Mandate, Rules>()

/** Reads a mandate with its careful defaults: leverage 1, collar 5 %, own inventory, market orders as IOC limits. */
export const rulesOf = (mandate: Mandate): Rules => {
  const known = read.get(mandate)
  if (known) return known
  const rules = made(mandate)
  read.set(mandate, rules)
  return rules
}

const made = (mandate: Mandate): Rules => {
  const { currency = CAREFUL.currency, equivalents = [], maxDrawdownPercent: drawdowns = {} } = mandate
  const types = lifted(mandate.orderTypes)
  const pairs = lifted(mandate.pairs)
  return {
    currency,
    cash: new Set([currency, ...equivalents]),
    pairs: pairs && new Set(pairs),
    orderTypes: types && new Set(types),
    hours: lifted(mandate.hours)?.flatMap((text) => windowOf(text) ?? []),
    maxOrderNotional: lifted(mandate.maxOrderNotional),
    maxDayNotional: lifted(mandate.maxDayNotional),
    ordersPerMinute: lifted(mandate.ordersPerMinute),
    maxOpenOrders: lifted(mandate.maxOpenOrders),
    maxOpenOrdersPerPair: lifted(mandate.maxOpenOrdersPerPair),
    maxExposure: lifted(mandate.maxExposure),
    maxExposurePerAsset: limitsIn(mandate.maxExposurePerAsset),
    maxPositionNotional: limitsIn(mandate.maxPositionNotional),
    maxOpenPositions: lifted(mandate.maxOpenPositions),
    maxLeverage: lifted(mandate.maxLeverage ?? CAREFUL.leverage),
    minMarginLevelPercent: lifted(mandate.minMarginLevelPercent),
    losses: periods(mandate.maxDayLoss, mandate.maxWeekLoss, mandate.maxMonthLoss),
    drawdowns: periods(drawdowns.day, drawdowns.week, drawdowns.month),
    collarPercent: lifted(mandate.priceCollarPercent ?? CAREFUL.collarPercent),
    lifeSeconds: mandate.maxOrderLife === undefined ? undefined : lifeSeconds(mandate.maxOrderLife),
    marketAs: mandate.marketAs ?? 'ioc',
    inventory: mandate.inventory ?? 'own',
    approval: mandate.approval ?? 'never',
  }
}

const lifted = <T>(limit: T | 'none' | undefined): T | undefined => (limit === 'none' ? undefined : limit)

const limitsIn = (limits: Readonly<Record<string, Decimal | 'none'>> = {}): ReadonlyMap<string, Decimal> =>
  new Map(Object.entries(limits).filter(([, limit]) => limit !== 'none'))

const periods = (day?: Decimal | 'none', week?: Decimal | 'none', month?: Decimal | 'none'): Periods => ({
  day: lifted(day),
  week: lifted(week),
  month: lifted(month),
})

const isSet = ({ day, week, month }: Periods): boolean =>
  day !== undefined || week !== undefined || month !== undefined

/** Whether a limit is measured by exposure. */
export const limitsExposure = (rules: Rules): boolean =>
  rules.maxExposure !== undefined || rules.maxExposurePerAsset.size > 0

/** Whether a limit is measured in money, or by the market's price: then prices are looked at. */
export const measuresMoney = (rules: Rules): boolean =>
  rules.collarPercent !== undefined ||
  rules.maxOrderNotional !== undefined ||
  rules.maxDayNotional !== undefined ||
  rules.maxPositionNotional.size > 0 ||
  limitsExposure(rules) ||
  typeof rules.approval === 'object'

/** Whether a limit is judged by the risk check's reading. */
export const judgesByReading = ({ losses, drawdowns, minMarginLevelPercent }: Rules): boolean =>
  isSet(losses) || isSet(drawdowns) || minMarginLevelPercent !== undefined

/** Whether nothing at all is limited, so that nothing has to be looked at. */
export const isOpen = (rules: Rules): boolean =>
  !measuresMoney(rules) &&
  !judgesByReading(rules) &&
  rules.approval === 'never' &&
  [
    rules.pairs,
    rules.orderTypes,
    rules.hours,
    rules.ordersPerMinute,
    rules.maxOpenOrders,
    rules.maxOpenOrdersPerPair,
    rules.maxOpenPositions,
    rules.maxLeverage,
    rules.lifeSeconds,
  ].every((limit) => limit === undefined)
