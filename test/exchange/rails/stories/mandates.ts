import fc from 'fast-check'
import type { Mandate } from '../../../../src/domain/mandate/mandate.ts'

const maybe = <T>(value: fc.Arbitrary<T>, often = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: often, arbitrary: value })

/** A mandate of caps that a few orders of some hundred dollars reach. */
export const aMandate: fc.Arbitrary<Mandate> = fc
  .record({
    maxOrderNotional: maybe(fc.constantFrom('300', '600', '1000')),
    maxDayNotional: maybe(fc.constantFrom('600', '1000', '2000'), 3),
    maxOpenOrders: maybe(fc.integer({ min: 1, max: 4 })),
    maxOpenOrdersPerPair: maybe(fc.integer({ min: 1, max: 3 })),
    maxExposure: maybe(fc.constantFrom('600', '1500')),
    maxExposurePerAsset: maybe(fc.constantFrom({ BTC: '600' }, { BTC: '1000', ETH: '500' })),
    maxPositionNotional: maybe(fc.constantFrom({ 'BTC/USD': '600' }, { 'BTC/USD': '1200' })),
    maxOpenPositions: maybe(fc.integer({ min: 0, max: 2 })),
    maxLeverage: maybe(fc.constantFrom(2, 3, 'none' as const), 3),
    priceCollarPercent: maybe(fc.constantFrom('2', 'none')),
    maxOrderLife: maybe(fc.constant('15m'), 1),
    approval: maybe(fc.constantFrom({ above: '600' }, { above: '1200' }), 1),
    marketAs: maybe(fc.constantFrom('ioc' as const, 'market' as const)),
    pairs: maybe(fc.constantFrom(['BTC/USD'], ['BTC/USD', 'ETH/USD']), 1),
  })
  .map(
    (fields) =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Mandate,
  )
