import { expect, test } from 'vitest'
import { parsePrice, placePrices } from '../../../src/domain/matching/price.ts'

test.each(['', 'abc', '1e5', '-', '+', '#%', '5%', '--1', '1.2.3', '100 '])('"%s" is no price', (text) => {
  expect(parsePrice(text)).toBeUndefined()
})

test.each([
  ['buy', 'limit', '+10', '110'],
  ['buy', 'limit', '-2.5%', '97.5'],
  ['buy', 'limit', '#5', '95'],
  ['sell', 'limit', '#5', '105'],
  ['buy', 'stop-loss', '#5', '105'],
  ['sell', 'stop-loss', '#5%', '95'],
  ['buy', 'take-profit', '#5', '95'],
  ['sell', 'take-profit', '#5', '105'],
] as const)('a %s %s at %s counts from the last price and ends at %s', (side, type, price, expected) => {
  const { limit, trigger } = placePrices({ side, type, price }, '100', 1)
  expect(type === 'limit' ? limit : trigger).toBe(expected)
})

test('the second price counts from the trigger', () => {
  const asked = { side: 'sell', type: 'stop-loss-limit', price: '-10', price2: '-1%' } as const
  expect(placePrices(asked, '100', 1)).toMatchObject({ trigger: '90', limit: '89.1' })
})

test('a relative price is rounded to the pair’s decimals', () => {
  expect(placePrices({ side: 'buy', type: 'limit', price: '-0.333%' }, '61234.5', 1).limit).toBe('61030.6')
})
