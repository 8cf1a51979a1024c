import { expect, test } from 'vitest'
import { crossingsOf, needsReading } from '../../../src/domain/equity/limits.ts'

const none = { loss: '0', drawdownPercent: '0' }
const reading = (more: object) => ({
  at: 0,
  currency: 'USD',
  equity: '1',
  day: none,
  week: none,
  month: none,
  ...more,
})

test.each([
  ['199.99', 0],
  ['200', 1],
  ['200.01', 1],
])('a loss of %s against 200 is crossed %i times', (loss, times) => {
  const found = crossingsOf({ maxDayLoss: '200' }, reading({ day: { ...none, loss } }))
  expect(found).toHaveLength(times)
})

test.each([
  ['2.99', 0],
  ['3', 1],
  ['3.01', 1],
])('a drawdown of %s %% against 3 is crossed %i times', (drawdownPercent, times) => {
  const mandate = { maxDrawdownPercent: { week: '3', month: 'none' } } as const
  expect(crossingsOf(mandate, reading({ week: { ...none, drawdownPercent } }))).toHaveLength(times)
})

test.each([
  ['149.99', 1],
  ['150', 0],
  [undefined, 0],
])('a margin level of %s against 150 is crossed %i times', (marginLevelPercent, times) => {
  expect(crossingsOf({ minMarginLevelPercent: '150' }, reading({ marginLevelPercent }))).toHaveLength(times)
})

test('only a limit that is a number needs a reading', () => {
  expect(
    needsReading([
      {},
      { maxDayLoss: 'none', maxDrawdownPercent: { day: 'none' }, minMarginLevelPercent: 'none' },
    ]),
  ).toBe(false)
  expect(needsReading([{}, { maxDrawdownPercent: { month: '10' } }])).toBe(true)
})
