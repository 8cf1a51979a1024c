import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import {
  add,
  compare,
  type Decimal,
  isMore,
  multiply,
  sum,
  sumOfProducts,
} from '../../../src/domain/money.ts'
import { largestOf } from '../../../src/domain/risk/words.ts'
import { anAdd, anOrder, codesUnder, judgeUnder } from './a-case.ts'

const volume = fc.integer({ min: 100_000, max: 500_000_000 }).map((lots) => (lots / 1e8).toFixed(8))
const price = fc.integer({ min: 9_000, max: 10_500 }).map((ticks) => (ticks / 10).toFixed(1))
const side = fc.constantFrom('buy' as const, 'sell' as const)
const limit = fc.integer({ min: 1, max: 8_000 }).map(String)
const mandate: fc.Arbitrary<Mandate> = fc.record({
  maxOrderNotional: limit,
  maxDayNotional: limit,
  maxExposure: limit,
  priceCollarPercent: fc.constantFrom('1', '5', 'none'),
})
const held = fc.record({ net: volume, working: volume })

const facts = ({ net, working }: { readonly net: Decimal; readonly working: Decimal }) => ({
  inventory: [{ tokenId: 't1', asset: 'BTC', net }],
  orders: [anOrder({ volume: working })],
})

test('splitting an order never passes more in total', () => {
  const parts = fc.array(volume, { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(
      parts,
      price,
      side,
      mandate,
      held,
      (volumes, at, which, { maxOrderNotional: _, ...limits }, around) => {
        const split = volumes.map((each) => anAdd({ volume: each, price: at, side: which }))
        const whole = anAdd({ volume: sum(volumes), price: at, side: which })
        if (codesUnder(limits, split, facts(around)).length === 0)
          expect(codesUnder(limits, whole, facts(around))).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})

test('reasons only grow with the volume', () => {
  fc.assert(
    fc.property(volume, volume, price, side, mandate, held, (a, b, at, which, limits, around) => {
      const [less, more] = isMore(a, b) ? [b, a] : [a, b]
      const small = codesUnder(limits, anAdd({ volume: less, price: at, side: which }), facts(around))
      const large = codesUnder(limits, anAdd({ volume: more, price: at, side: which }), facts(around))
      expect(small.filter((code) => !large.includes(code))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('raising a limit never denies more', () => {
  const FIELDS = ['maxOrderNotional', 'maxDayNotional', 'maxExposure'] as const
  fc.assert(
    fc.property(
      volume,
      price,
      side,
      mandate,
      held,
      limit,
      fc.constantFrom(...FIELDS),
      (size, at, which, limits, around, more, field) => {
        const order = anAdd({ volume: size, price: at, side: which })
        const before = limits[field]
        const raised = {
          ...limits,
          [field]: before === undefined || before === 'none' ? before : add(before, more),
        }
        const now = codesUnder(limits, order, facts(around))
        expect(codesUnder(raised, order, facts(around)).filter((code) => !now.includes(code))).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})

test('the largest that would pass passes, and it is the largest', () => {
  fc.assert(
    fc.property(volume, price, mandate, held, (size, at, limits, around) => {
      const largest = largestOf(judgeUnder(limits, anAdd({ volume: size, price: at }), facts(around)))
      if (
        largest === undefined ||
        largest === '0' ||
        codesUnder(limits, anAdd({ price: at, volume: '0.0001' }), facts(around)).length > 0
      )
        return
      expect(codesUnder(limits, anAdd({ volume: largest, price: at }), facts(around))).toEqual([])
      const next = anAdd({ volume: add(largest, '0.00000001'), price: at })
      expect(codesUnder(limits, next, facts(around)).length > 0).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('a sum of products is what adding and multiplying make', () => {
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(12))
    .map(([units, places]) => {
      const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
      const cut = digits.length - places
      return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${places > 0 ? `.${digits.slice(cut)}` : ''}`
    })
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount)), (terms) => {
      const slow = terms.reduce((total, [a, b]) => add(total, multiply(a, b)), '0')
      expect(compare(sumOfProducts(terms), slow)).toBe(0)
      expect(compare(sumOfProducts(terms.map(([a]) => [a])), sum(terms.map(([a]) => a)))).toBe(0)
    }),
  )
  expect(sumOfProducts([['+1.50', '2'], ['.5']])).toBe('3.5')
  expect(() => sumOfProducts([['1e3']])).toThrow()
})
