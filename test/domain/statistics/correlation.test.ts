import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pearson, spearman } from '../../../src/domain/statistics/correlation.ts'
import { ranksOf } from '../../../src/domain/statistics/ranks.ts'
import { alignedReturns } from '../../../src/domain/statistics/returns.ts'

test('Pearson’s correlation is that of the worked example: 6 over the root of 10 times 6', () => {
  expect(pearson([1, 2, 3, 4, 5], [2, 4, 5, 4, 5])).toBeCloseTo(6 / Math.sqrt(60), 14)
})

// Hours of television against intelligence, the example of many a textbook: 1 − 6 · 194 / (10 · 99).
test('Spearman’s correlation is that of the worked example: −29/165', () => {
  const intelligence = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
  const television = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]
  expect(spearman(intelligence, television)).toBeCloseTo(-29 / 165, 14)
})

test('equal values share the mean of their ranks', () => {
  expect([...ranksOf([10, 20, 20, 5, 20])]).toEqual([2, 4, 4, 1, 4])
})

test('what does not vary has no correlation', () => {
  expect(pearson([1, 1, 1], [1, 2, 3])).toBeUndefined()
  expect(spearman([1, 2, 3], [0.1, 0.1, 0.1])).toBeUndefined()
  expect(pearson([], [])).toBeUndefined()
  expect(pearson([1], [2])).toBeUndefined()
})

test('lists of different lengths are an error', () => {
  expect(() => pearson([1, 2], [1])).toThrow(RangeError)
})

const list = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
  minLength: 3,
  maxLength: 40,
})
const columns = (rows: readonly (readonly [number, number])[]) =>
  [rows.map(([x]) => x), rows.map(([, y]) => y)] as const

test('a correlation lies between −1 and 1, is the same both ways, and turns with one of its lists', () => {
  fc.assert(
    fc.property(list, (rows) => {
      const [xs, ys] = columns(rows)
      for (const measure of [pearson, spearman]) {
        const value = measure(xs, ys)
        if (value === undefined) return
        expect(Math.abs(value)).toBeLessThanOrEqual(1)
        expect(measure(ys, xs)).toBeCloseTo(value, 12)
        expect(
          measure(
            xs.map((x) => -x),
            ys,
          ),
        ).toBeCloseTo(-value, 12)
      }
    }),
  )
})

test('Pearson’s does not depend on unit and level, Spearman’s on nothing but the order', () => {
  fc.assert(
    fc.property(list, (rows) => {
      const [xs, ys] = columns(rows)
      const linear = pearson(xs, ys)
      if (linear === undefined) return
      expect(
        pearson(
          xs.map((x) => 3 * x + 1_000),
          ys,
        ),
      ).toBeCloseTo(linear, 10)
      expect(
        spearman(
          xs.map((x) => x ** 3),
          ys,
        ),
      ).toBe(spearman(xs, ys))
    }),
  )
})

test('a list is wholly correlated with itself', () => {
  expect(pearson([1, 5, 2], [1, 5, 2])).toBeCloseTo(1, 14)
  expect(spearman([1, 5, 2], [10, 500, 20])).toBeCloseTo(1, 14)
})

test('returns are taken over the bars that both have, across those that one lacks', () => {
  const first = { time: [0, 60, 120, 180], close: [100, 110, 121, 242] }
  const second = { time: [60, 120, 180, 240], close: [10, 20, 10, 5] }
  const { common, ...returns } = alignedReturns(first, second)
  expect(common).toBe(3)
  expect([...returns.first].map((value) => Math.exp(value).toFixed(6))).toEqual(['1.100000', '2.000000'])
  expect([...returns.second].map((value) => Math.exp(value).toFixed(6))).toEqual(['2.000000', '0.500000'])
  const holed = { time: [0, 180], close: [50, 100] }
  const across = alignedReturns(first, holed)
  expect(across.common).toBe(2)
  expect(Math.exp(across.first[0] ?? 0)).toBeCloseTo(2.42, 12)
})

test('series without a common bar have no returns', () => {
  const apart = alignedReturns({ time: [0], close: [1] }, { time: [60], close: [1] })
  expect(apart).toEqual({ common: 0, first: new Float64Array(0), second: new Float64Array(0) })
})
