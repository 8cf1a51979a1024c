import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { OPEN, PRESETS } from '../../../src/domain/mandate/presets.ts'
import { withinParent } from '../../../src/domain/mandate/within.ts'

const fieldsOf = (child: Mandate, parent: Mandate) => withinParent(child, parent).map(({ field }) => field)

test.each<[Mandate, Mandate, string]>([
  [{ maxOrderNotional: '601' }, { maxOrderNotional: '600' }, 'maxOrderNotional'],
  [{ maxOrderNotional: 'none' }, { maxOrderNotional: '600' }, 'maxOrderNotional'],
  [{ ordersPerMinute: 11 }, { ordersPerMinute: 10 }, 'ordersPerMinute'],
  [{ maxLeverage: 2 }, {}, 'maxLeverage'],
  [{ priceCollarPercent: '5.1' }, {}, 'priceCollarPercent'],
  [{ priceCollarPercent: 'none' }, {}, 'priceCollarPercent'],
  [{ minMarginLevelPercent: '149' }, { minMarginLevelPercent: '150' }, 'minMarginLevelPercent'],
  [{ minMarginLevelPercent: 'none' }, { minMarginLevelPercent: '150' }, 'minMarginLevelPercent'],
  [{ pairs: ['BTC/USD', 'ETH/USD'] }, { pairs: ['BTC/USD'] }, 'pairs'],
  [{ pairs: 'none' }, { pairs: [] }, 'pairs'],
  [{ orderTypes: ['market'] }, { orderTypes: ['limit'] }, 'orderTypes'],
  [{ hours: ['Mon-Sat 08:00-20:00 UTC'] }, { hours: ['Mon-Fri 08:00-20:00 UTC'] }, 'hours'],
  [{ hours: ['Mon 08:00-20:01 UTC'] }, { hours: ['Mon-Fri 08:00-20:00 UTC'] }, 'hours'],
  [{ hours: ['Mon 22:00-02:00 UTC'] }, { hours: ['Mon 08:00-24:00 UTC'] }, 'hours'],
  [{ hours: 'none' }, { hours: ['Mon-Fri 08:00-20:00 UTC'] }, 'hours'],
  [{ maxExposurePerAsset: { BTC: '2' } }, { maxExposurePerAsset: { BTC: '1' } }, 'maxExposurePerAsset.BTC'],
  [
    { maxPositionNotional: { 'BTC/USD': 'none' } },
    { maxPositionNotional: { 'BTC/USD': '1' } },
    'maxPositionNotional.BTC/USD',
  ],
  [{ maxDrawdownPercent: { week: '7' } }, { maxDrawdownPercent: { week: '6' } }, 'maxDrawdownPercent.week'],
  [{ maxOrderLife: '16m' }, { maxOrderLife: '15m' }, 'maxOrderLife'],
  [{ maxOrderLife: 'none' }, { maxOrderLife: '15m' }, 'maxOrderLife'],
  [{ marketAs: 'market' }, {}, 'marketAs'],
  [{ orders: 'account' }, {}, 'orders'],
  [{ inventory: 'account' }, { inventory: 'own' }, 'inventory'],
  [{ withdrawalKeys: 'none' }, {}, 'withdrawalKeys'],
  [{ withdrawalKeys: [{ key: 'a', asset: 'BTC', address: 'x' }] }, {}, 'withdrawalKeys.0'],
  [
    { withdrawalKeys: [{ key: 'a', asset: 'BTC', address: 'x', maxAmount: '2' }] },
    { withdrawalKeys: [{ key: 'a', asset: 'BTC', address: 'x', maxAmount: '1' }] },
    'withdrawalKeys.0.maxAmount',
  ],
  [
    { withdrawalKeys: [{ key: 'a', asset: 'BTC', address: 'y' }] },
    { withdrawalKeys: [{ key: 'a', asset: 'BTC', address: 'x' }] },
    'withdrawalKeys.0',
  ],
  [{ approval: 'never' }, { approval: 'always' }, 'approval'],
  [{ approval: { above: '1' } }, { approval: 'always' }, 'approval'],
  [{ approval: { above: '501' } }, { approval: { above: '500' } }, 'approval'],
  [{ currency: 'EUR' }, {}, 'currency'],
  [{ equivalents: ['USDT'] }, {}, 'equivalents'],
  [{ grants: { maxLeverage: 3 } }, { maxLeverage: 2 }, 'grants.maxLeverage'],
])('a child that says more than its parent is refused by the field: %j under %j', (child, parent, field) => {
  expect(fieldsOf(child, parent)).toEqual([field])
})

test.each<[Mandate, Mandate]>([
  [{ maxOrderNotional: '600.00' }, { maxOrderNotional: '600' }],
  [{}, { maxOrderNotional: '600', pairs: [], hours: [], approval: 'always', maxOrderLife: '15m' }],
  [{ hours: ['Tue 09:00-10:00 UTC'] }, { hours: ['Mon-Fri 08:00-20:00 UTC'] }],
  [{ hours: ['Mon 23:00-01:00 UTC'] }, { hours: ['Mon 22:00-02:00 UTC'] }],
  [{ approval: 'always' }, { approval: { above: '5' } }],
  [{ approval: { above: '4' } }, { approval: { above: '5' } }],
  [{ maxOrderLife: '900s' }, { maxOrderLife: '15m' }],
  [PRESETS.trader, OPEN],
  [OPEN, OPEN],
])('a child that says no more passes: %j under %j', (child, parent) => {
  expect(fieldsOf(child, parent)).toEqual([])
})

const amount = fc.oneof(fc.constant('none'), fc.nat(3).map(String))
const count = fc.oneof(fc.constant<'none'>('none'), fc.nat(3))
const one = <T>(values: fc.Arbitrary<T>, mandate: (value: T) => Mandate) =>
  fc.tuple(values, values, values).map((three) => three.map(mandate))
/** Three mandates that say something of the same field. */
const threes = fc.oneof(
  one(amount, (maxOrderNotional) => ({ maxOrderNotional })),
  one(count, (ordersPerMinute) => ({ ordersPerMinute })),
  one(fc.subarray(['BTC/USD', 'ETH/USD', 'SOL/USD']), (pairs) => ({ pairs })),
  one(fc.constantFrom<'own' | 'account'>('own', 'account'), (orders) => ({ orders })),
  one(fc.constantFrom('1h', '60m', '1d', 'none'), (maxOrderLife) => ({ maxOrderLife })),
  one(
    fc.oneof(fc.constantFrom('never', 'always'), fc.record({ above: fc.nat(3).map(String) })),
    (approval) => ({ approval }),
  ),
)

test('whoever says everything is within itself, and what is within a child is within its parent', () => {
  fc.assert(
    fc.property(threes, ([a = {}, b = {}, c = {}]) => {
      expect(fieldsOf(a, a)).toEqual([])
      if (fieldsOf(c, b).length + fieldsOf(b, a).length === 0) expect(fieldsOf(c, a)).toEqual([])
    }),
    { numRuns: 400 },
  )
})
