import type { Decimal } from '../money.ts'
import type { OrderType } from '../order.ts'

/** An amount that bounds something; "none" lifts the bound, and says so in the document. */
export type Limit = Decimal | 'none'

/** Per period: percent of the value per unit that may be lost from its high. */
export interface Drawdowns {
  readonly day?: Limit | undefined
  readonly week?: Limit | undefined
  readonly month?: Limit | undefined
}

/** One address that a token may withdraw to without asking; `address` is sent along, so that Kraken refuses a changed one. */
export interface WithdrawalKey {
  readonly key: string
  readonly asset: string
  readonly address: string
  readonly maxAmount?: Limit | undefined
  readonly maxDayAmount?: Limit | undefined
}

/** When the owner is asked first: amounts are notional in the mandate's currency. */
export type ApprovalPolicy = 'never' | 'always' | { readonly above: Decimal }

/**
 * What a token may do, as its owner wrote it: absent fields are absent. `rulesOf` fills in the careful defaults.
 * Assets and pairs are spelled as people write them (`BTC`, `BTC/USD`); the parser turns XBT, XDG, XBT/USD into these.
 */
export interface Mandate {
  readonly currency?: string | undefined
  /** Assets that count as the currency for a reducing sale (say USDT, USDC beside USD). */
  readonly equivalents?: readonly string[] | undefined
  readonly pairs?: readonly string[] | 'none' | undefined
  readonly orderTypes?: readonly OrderType[] | 'none' | undefined
  readonly hours?: readonly string[] | 'none' | undefined
  readonly maxOrderNotional?: Limit | undefined
  readonly maxDayNotional?: Limit | undefined
  readonly ordersPerMinute?: number | 'none' | undefined
  readonly maxOpenOrders?: number | 'none' | undefined
  readonly maxOpenOrdersPerPair?: number | 'none' | undefined
  readonly maxExposure?: Limit | undefined
  readonly maxExposurePerAsset?: Readonly<Record<string, Limit>> | undefined
  readonly maxPositionNotional?: Readonly<Record<string, Limit>> | undefined
  readonly maxOpenPositions?: number | 'none' | undefined
  readonly maxLeverage?: number | 'none' | undefined
  readonly minMarginLevelPercent?: Limit | undefined
  readonly maxDayLoss?: Limit | undefined
  readonly maxWeekLoss?: Limit | undefined
  readonly maxMonthLoss?: Limit | undefined
  readonly maxDrawdownPercent?: Drawdowns | undefined
  readonly priceCollarPercent?: Limit | undefined
  /** Seconds-to-weeks as "15m", "24h"; "none" lets orders rest for ever. */
  readonly maxOrderLife?: string | undefined
  readonly marketAs?: 'ioc' | 'market' | undefined
  readonly orders?: 'own' | 'account' | undefined
  readonly inventory?: 'own' | 'account' | undefined
  readonly withdrawalKeys?: readonly WithdrawalKey[] | 'none' | undefined
  readonly approval?: ApprovalPolicy | undefined
  /** Of an admin token: the mandate that bounds its children. */
  readonly grants?: Mandate | undefined
}
