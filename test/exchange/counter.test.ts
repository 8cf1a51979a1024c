import fc from 'fast-check'
import { expect, test } from 'vitest'
import { charge, emptyCounter, levelAt, msUntilFits } from '../../src/exchange/counter.ts'

const rule = { max: 15, perSecond: 0.33 }

test('a counter fades with time and not below zero', () => {
  const counter = charge(emptyCounter(0), rule, 3, 0)
  expect(levelAt(counter, rule, 3_000)).toBeCloseTo(2.01)
  expect(levelAt(counter, rule, 60_000)).toBe(0)
})

test('the docs’ example: fifty adds, then ten seconds, leave 26.6 points at the intermediate tier', () => {
  const engine = { max: 125, perSecond: 2.34 }
  let counter = emptyCounter(0)
  for (let i = 0; i < 50; i++) counter = charge(counter, engine, 1, 0)
  expect(levelAt(counter, engine, 10_000)).toBeCloseTo(26.6)
})

test('a clock that steps back fades nothing', () => {
  const counter = charge(emptyCounter(10_000), rule, 5, 10_000)
  expect(levelAt(counter, rule, 0)).toBe(5)
})

test('after the wait that it asks for, a call fits, and a second earlier it does not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.integer({ min: 1, max: 10 }),
      (level, points) => {
        const counter = { level, at: 0 }
        const ms = msUntilFits(counter, rule, points, 0)
        expect(levelAt(counter, rule, ms) + points).toBeLessThanOrEqual(rule.max + 1e-9)
        if (ms > 1_000) expect(levelAt(counter, rule, ms - 1_000) + points).toBeGreaterThan(rule.max)
      },
    ),
  )
})
