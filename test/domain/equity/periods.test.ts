import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodOf, stricter } from '../../../src/domain/equity/drawdown.ts'
import { beginningOf, dayOf, isTimeZone } from '../../../src/domain/equity/periods.ts'
import { isLess, isMore } from '../../../src/domain/money.ts'

const at = (text: string) => Date.parse(text)
const iso = (ms: number) => new Date(ms).toISOString()

test('a day, a week and a month begin at midnight of the owner’s zone', () => {
  const now = at('2026-11-21T02:30:00Z')
  expect(iso(beginningOf('day', now, 'UTC'))).toBe('2026-11-21T00:00:00.000Z')
  expect(iso(beginningOf('week', now, 'UTC'))).toBe('2026-11-16T00:00:00.000Z')
  expect(iso(beginningOf('month', now, 'UTC'))).toBe('2026-11-01T00:00:00.000Z')
  expect(iso(beginningOf('day', now, 'America/New_York'))).toBe('2026-11-20T05:00:00.000Z')
  expect(dayOf(now, 'America/New_York')).toBe('2026-11-20')
  expect(iso(beginningOf('month', now, 'America/New_York'))).toBe('2026-11-01T04:00:00.000Z')
  expect(iso(beginningOf('day', now, 'Asia/Kolkata'))).toBe('2026-11-20T18:30:00.000Z')
})

test('the day of a clock change has 23 or 25 hours', () => {
  expect(iso(beginningOf('day', at('2026-03-29T12:00:00Z'), 'Europe/Berlin'))).toBe(
    '2026-03-28T23:00:00.000Z',
  )
  expect(iso(beginningOf('day', at('2026-03-30T12:00:00Z'), 'Europe/Berlin'))).toBe(
    '2026-03-29T22:00:00.000Z',
  )
  expect(iso(beginningOf('day', at('2026-10-25T12:00:00Z'), 'Europe/Berlin'))).toBe(
    '2026-10-24T22:00:00.000Z',
  )
})

// The day that has no midnight began at 23:00 of the day before.
test('where clocks go forward at midnight the day begins at one, and where they go back it begins once', () => {
  expect(iso(beginningOf('day', at('2026-04-24T12:00:00Z'), 'Africa/Cairo'))).toBe('2026-04-23T22:00:00.000Z')
  expect(iso(beginningOf('day', at('2012-10-21T12:00:00Z'), 'America/Sao_Paulo'))).toBe(
    '2012-10-21T03:00:00.000Z',
  )
  expect(iso(beginningOf('day', at('2026-10-31T12:00:00Z'), 'Africa/Cairo'))).toBe('2026-10-30T22:00:00.000Z')
  expect(iso(beginningOf('day', at('2012-02-26T12:00:00Z'), 'America/Sao_Paulo'))).toBe(
    '2012-02-26T03:00:00.000Z',
  )
})

test('a week that began in the month before begins there', () => {
  expect(iso(beginningOf('week', at('2026-10-01T12:00:00Z'), 'UTC'))).toBe('2026-09-28T00:00:00.000Z')
})

test('a zone has a name that is known', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  expect(isTimeZone('Mars/Olympus')).toBe(false)
})

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => (n / 100).toFixed(2))

test('a drawdown lies between 0 and 100 percent, a loss is never negative', () => {
  fc.assert(
    fc.property(amount, amount, amount, amount, (opening, high, result, perUnit) => {
      const { loss, drawdownPercent } = periodOf({ opening, high, result, perUnit })
      expect(isLess(loss, '0') || isLess(drawdownPercent, '0') || isMore(drawdownPercent, '100')).toBe(false)
    }),
  )
})

test('a fall counts from the high, a loss from where the period began; of two views the worse holds', () => {
  const day = periodOf({ opening: '-20', high: '1.25', result: '-50', perUnit: '1' })
  expect(day).toEqual({ loss: '30', drawdownPercent: '20' })
  expect(stricter(day, { loss: '40', drawdownPercent: '5' })).toEqual({ loss: '40', drawdownPercent: '20' })
})
