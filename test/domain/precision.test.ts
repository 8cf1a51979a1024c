import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AddIntent } from '../../src/domain/order.ts'
import { checkPrecision } from '../../src/domain/precision.ts'

const BTC = {
  symbol: 'BTC/USD',
  pairDecimals: 1,
  lotDecimals: 8,
  tickSize: '0.1',
  orderMin: '0.00005',
  costMin: '0.5',
}

const order = (changes: Partial<AddIntent> = {}): AddIntent => ({
  kind: 'add',
  pair: 'XBTUSD',
  side: 'buy',
  orderType: 'limit',
  volume: '0.01',
  price: '60000',
  ...changes,
})

const codeOf = (changes: Partial<AddIntent>, rules: Parameters<typeof checkPrecision>[1] = BTC) => {
  try {
    checkPrecision(order(changes), rules)
    return 'passes'
  } catch (caught) {
    return (caught as { code: string }).code
  }
}

test('the minimum itself passes, the last digit below it does not', () => {
  expect(codeOf({ volume: '0.00005' })).toBe('passes')
  expect(codeOf({ volume: '0.00004999' })).toBe('order_minimum')
})

test('eight decimals pass, a ninth does not, and zeros at the end are no decimals', () => {
  expect(codeOf({ volume: '0.12345678' })).toBe('passes')
  expect(codeOf({ volume: '0.123456789' })).toBe('invalid_volume')
  expect(codeOf({ volume: '0.1234567800' })).toBe('passes')
})

test('a price keeps to the tick, the second price as well', () => {
  expect(codeOf({ price: '60000.1' })).toBe('passes')
  expect(codeOf({ price: '60000.12' })).toBe('invalid_price')
  expect(codeOf({ orderType: 'stop-loss-limit', price: '60000', price2: '59999.99' })).toBe('invalid_price')
  expect(codeOf({ price: '60000.2' }, { ...BTC, tickSize: '0.5' })).toBe('invalid_price')
  expect(codeOf({ price: '60000.5' }, { ...BTC, tickSize: '0.5' })).toBe('passes')
})

test('relative prices, market orders and closing volumes are left to Kraken', () => {
  expect(codeOf({ price: '-1.234%' })).toBe('passes')
  expect(codeOf({ orderType: 'market', price: undefined })).toBe('passes')
  expect(codeOf({ orderType: 'settle-position', price: undefined, volume: '0' })).toBe('passes')
  expect(codeOf({ orderType: 'market', price: undefined, flags: ['viqc'], volume: '0.00001' })).toBe('passes')
})

test('a limit order costs at least the minimum', () => {
  expect(codeOf({ volume: '0.001', price: '500' })).toBe('passes')
  expect(codeOf({ volume: '0.001', price: '499.9' })).toBe('cost_minimum')
})

test('a refusal offers an order that would pass', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 9, max: 12 }), (digits, places) => {
      const volume = `1.${String(digits).padStart(places, '0')}`
      try {
        checkPrecision(order({ volume }), BTC)
      } catch (caught) {
        const { details } = caught as { details: { nearest: string } }
        expect(codeOf({ volume: details.nearest })).toBe('passes')
      }
    }),
  )
})
