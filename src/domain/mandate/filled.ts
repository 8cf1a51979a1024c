import type { Mandate } from './mandate.ts'

/** What a mandate means where it is silent; what stands in neither place is not limited. */
export const DEFAULTS = {
  currency: 'USD',
  maxLeverage: 1,
  priceCollarPercent: '5',
  marketAs: 'ioc',
  orders: 'own',
  inventory: 'own',
  withdrawalKeys: [],
  approval: 'never',
} as const satisfies Mandate

/** The document with its defaults written out. */
export const filledIn = (mandate: Mandate): Mandate => ({ ...DEFAULTS, ...mandate })
