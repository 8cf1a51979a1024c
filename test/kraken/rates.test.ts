import { expect, test } from 'vitest'
import { agePenalty, engineCost, RATES } from '../../src/kraken/rates.ts'

test.each([
  ['add', 0, 0],
  ['amend', 4.9, 3],
  ['amend', 5, 2],
  ['amend', 14, 1],
  ['amend', 15, 0],
  ['edit', 0, 6],
  ['edit', 9, 5],
  ['edit', 12, 4],
  ['edit', 44, 2],
  ['edit', 89, 1],
  ['edit', 90, 0],
  ['cancel', 0, 8],
  ['cancel', 7, 6],
  ['cancel', 14, 5],
  ['cancel', 43, 4],
  ['cancel', 60, 2],
  ['cancel', 299, 1],
  ['cancel', 300, 0],
] as const)('an order’s age adds to %s at %d s: %d', (action, age, points) => {
  expect(agePenalty(action, age)).toBe(points)
})

test('Kraken’s own example: add, amend at 7 s, cancel 36 s later', () => {
  expect(engineCost('add', [0]) + engineCost('amend', [7]) + engineCost('cancel', [36])).toBe(8)
})

test('batches cost half a point for each order, and their cancels the price of each', () => {
  expect(engineCost('add-batch', [0, 0, 0])).toBe(1.5)
  expect(engineCost('cancel-batch', [1, 20, 400])).toBe(12)
})

test('Kraken’s own example: 50 adds on the intermediate tier, ten seconds later', () => {
  const { perSecond } = RATES.intermediate.engine
  expect(
    engineCost(
      'add',
      Array.from({ length: 50 }, () => 0),
    ) -
      10 * perSecond,
  ).toBeCloseTo(26.6)
})
