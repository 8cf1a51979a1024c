import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concerns, interestOf } from '../../../src/domain/matching/interest.ts'
import type { Wish } from '../../../src/domain/matching/wish.ts'
import { aBench, PAIR } from './builders.ts'

const price = fc.integer({ min: 90, max: 110 }).map(String)
const side = fc.constantFrom('buy' as const, 'sell' as const)
const wish: fc.Arbitrary<Partial<Wish>> = fc.oneof(
  fc.record({ side, price, volume: fc.constant('0.1') }),
  fc.record({
    side,
    price,
    volume: fc.constant('0.1'),
    orderType: fc.constantFrom('stop-loss' as const, 'take-profit' as const),
  }),
  fc.record({
    side,
    price: fc.constant('+4'),
    volume: fc.constant('0.1'),
    orderType: fc.constant('trailing-stop' as const),
  }),
)

test('a print that is said not to concern us changes nothing', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 5 }), price, side, (wishes, at, taker) => {
      const bench = aBench()
      for (const one of wishes) bench.place(one, { depth: { bids: [], asks: [] } })
      fc.pre(!concerns(interestOf(bench.state, PAIR), at))
      const before = JSON.stringify(bench.state)
      expect(bench.print(at, '5', taker)).toEqual([])
      expect(JSON.stringify(bench.state)).toBe(before)
    }),
  )
})

test('with nothing open no print concerns us', () => {
  expect(concerns(interestOf(aBench().state, PAIR), '1')).toBe(false)
})
