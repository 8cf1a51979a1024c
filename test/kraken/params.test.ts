import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as params from '../../src/kraken/params.ts'

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

test.each(['0.5', '1', '100000', '0.00000001', '1.50'])('%s is an amount', (text) => {
  expect(accepts(params.Amount, text)).toBe(true)
})

test.each([
  '0',
  '0.00',
  '-1',
  '+1',
  '1e-8',
  'NaN',
  'Infinity',
  '',
  ' 1',
  '.5',
  '1,5',
  '0x10',
  '9'.repeat(41),
  1,
])('%j is no amount', (text) => {
  expect(accepts(params.Amount, text)).toBe(false)
})

test.each(['37500', '+1%', '-20.5', '#3%', '+100'])('%s is a price', (text) => {
  expect(accepts(params.Price, text)).toBe(true)
})

test.each(['', '1e5', '+', '%', '++1', '1%%', '12 ', 'market'])('%j is no price', (text) => {
  expect(accepts(params.Price, text)).toBe(false)
})

test.each(['6d1b345e-2821-40e2-ad83-4ecb18a06876', 'da8e4ad59b78481c93e589746b0cf91f', 'arb-20240509-00010'])(
  '%s is a client order id',
  (text) => {
    expect(accepts(params.ClientOrderId, text)).toBe(true)
  },
)

test.each(['', 'nineteen-characters', 'with blank', 'bär'])('%j is no client order id', (text) => {
  expect(accepts(params.ClientOrderId, text)).toBe(false)
})

test('a userref fits into 32 signed bits', () => {
  for (const value of [0, 2 ** 31 - 1, -(2 ** 31)]) expect(accepts(params.Userref, value)).toBe(true)
  for (const value of [2 ** 31, -(2 ** 31) - 1, 1.5]) expect(accepts(params.Userref, value)).toBe(false)
})

test.each(['2026-01-01T12:00:00Z', '2026-01-01T12:00:00.123+02:00'])('%s is a timestamp', (text) => {
  expect(accepts(params.Timestamp, text)).toBe(true)
})

test.each(['2026-01-01', '2026-13-01T12:00:00Z', '2026-01-01T12:00:00', 'now'])(
  '%s is no timestamp',
  (text) => {
    expect(accepts(params.Timestamp, text)).toBe(false)
  },
)

test('what may stand in a list never holds the comma that joins it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const text = `${a},${b}`
      for (const schema of [params.Pair, params.Asset, params.Id]) expect(accepts(schema, text)).toBe(false)
    }),
  )
})

test('a list is neither empty nor longer than Kraken takes', () => {
  const ids = params.list(params.Id, 2)
  expect(accepts(ids, ['A'])).toBe(true)
  expect(accepts(ids, [])).toBe(false)
  expect(accepts(ids, ['A', 'B', 'C'])).toBe(false)
})
