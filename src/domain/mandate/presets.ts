import type { Mandate } from './mandate.ts'

/** No limits at all: for simulated money. */
const UNLIMITED: Mandate = {
  pairs: 'none',
  orderTypes: 'none',
  hours: 'none',
  maxOrderNotional: 'none',
  maxDayNotional: 'none',
  ordersPerMinute: 'none',
  maxOpenOrders: 'none',
  maxOpenOrdersPerPair: 'none',
  maxExposure: 'none',
  maxOpenPositions: 'none',
  maxLeverage: 'none',
  minMarginLevelPercent: 'none',
  maxDayLoss: 'none',
  maxWeekLoss: 'none',
  maxMonthLoss: 'none',
  maxDrawdownPercent: { day: 'none', week: 'none', month: 'none' },
  priceCollarPercent: 'none',
  maxOrderLife: 'none',
  marketAs: 'market',
  orders: 'account',
  inventory: 'account',
  withdrawalKeys: 'none',
  approval: 'never',
}

export const OPEN: Mandate = { ...UNLIMITED, grants: UNLIMITED }

/** Looks, and places nothing. */
export const NOTHING: Mandate = {
  pairs: [],
  orderTypes: [],
  maxOrderNotional: '0',
  ordersPerMinute: 0,
  withdrawalKeys: [],
}

/** Small sums on the two deepest markets, and the owner is asked for more. */
const CAREFUL: Mandate = {
  pairs: ['BTC/USD', 'ETH/USD'],
  orderTypes: ['limit', 'stop-loss-limit', 'take-profit-limit'],
  maxOrderNotional: '250',
  maxDayNotional: '1000',
  ordersPerMinute: 6,
  maxOpenOrders: 6,
  maxOpenOrdersPerPair: 4,
  maxExposure: '500',
  maxOpenPositions: 0,
  maxDayLoss: '25',
  maxWeekLoss: '75',
  maxDrawdownPercent: { day: '2', week: '4', month: '8' },
  priceCollarPercent: '2',
  maxOrderLife: '1d',
  approval: { above: '250' },
}

/** Any market and any order, until it has lost so much. */
const LOSS_LIMIT: Mandate = {
  maxOrderNotional: '2000',
  maxDayNotional: '20000',
  ordersPerMinute: 20,
  maxOpenOrders: 30,
  maxDayLoss: '100',
  maxWeekLoss: '250',
  maxMonthLoss: '500',
  maxDrawdownPercent: { day: '3', week: '6', month: '10' },
}

/** For a strategy that is known: margin up to 3, larger sums, and still fences on every side. */
const TRADER: Mandate = {
  maxOrderNotional: '5000',
  maxDayNotional: '50000',
  ordersPerMinute: 30,
  maxOpenOrders: 60,
  maxOpenOrdersPerPair: 20,
  maxExposure: '25000',
  maxOpenPositions: 10,
  maxLeverage: 3,
  minMarginLevelPercent: '200',
  maxDayLoss: '500',
  maxWeekLoss: '1250',
  maxMonthLoss: '2500',
  maxDrawdownPercent: { day: '4', week: '8', month: '12' },
}

/** Mandates by name; their numbers are in USD, and stand in docs/mandates.md. */
export const PRESETS = {
  'read-only': NOTHING,
  careful: CAREFUL,
  'loss-limit': LOSS_LIMIT,
  trader: TRADER,
  open: OPEN,
} as const satisfies Readonly<Record<string, Mandate>>

export type PresetName = keyof typeof PRESETS
export const PRESET_NAMES: readonly string[] = Object.keys(PRESETS)

export const isPreset = (name: string): name is PresetName => Object.hasOwn(PRESETS, name)

/** Tells whether a mandate lifts every limit there is: such a one is never given on the exchange `kraken`. */
export const liftsEverything = (mandate: Mandate): boolean =>
  Object.entries(UNLIMITED).every(
    ([field, lifted]) => JSON.stringify(Reflect.get(mandate, field)) === JSON.stringify(lifted),
  )
