import { expect, test } from 'vitest'
import { holdingsOf } from '../../../src/domain/equity/holdings.ts'
import { midOf, rateBy, routesTo, symbolsOn } from '../../../src/domain/equity/routes.ts'
import { valued } from '../../../src/domain/equity/values.ts'

const leg = (symbol: string) => {
  const [base = '', quote = ''] = symbol.split('/')
  return { symbol, base, quote }
}
const quote = (symbol: string, bid: string, ask = bid) => ({ ...leg(symbol), bid, ask, at: 0 })
const line = (asset: string, balance: string, isSuffixed = false, credit = '0') => ({
  asset,
  balance,
  isSuffixed,
  credit,
})

test('all suffixes count as their asset, and an allocation that the balances show is counted once', () => {
  const lines = [line('DOT', '10'), line('DOT', '5', true), line('USD', '100'), line('USD', '7', true)]
  expect(Object.fromEntries(holdingsOf(lines, [{ asset: 'DOT', amount: '5' }]))).toEqual({
    DOT: '15',
    USD: '107',
  })
})

test('an allocation that no balance shows is counted too', () => {
  expect(
    Object.fromEntries(
      holdingsOf(
        [line('DOT', '10')],
        [
          { asset: 'DOT', amount: '3' },
          { asset: 'DOT', amount: '1' },
        ],
      ),
    ),
  ).toEqual({ DOT: '14' })
  expect(Object.fromEntries(holdingsOf([], [{ asset: 'ETH', amount: '2' }]))).toEqual({ ETH: '2' })
})

test('what is borrowed is not one’s own', () => {
  expect(holdingsOf([line('USD', '100', false, '400')], []).get('USD')).toBe('-300')
  expect(holdingsOf([line('USD', '0')], []).size).toBe(0)
})

test('a price leads over the fewest pairs, through dollars before anything else', () => {
  const legs = ['ADA/BTC', 'ADA/EUR', 'ADA/USD', 'BTC/EUR', 'USD/CHF', 'EUR/CHF', 'BTC/USD', 'X/Y'].map(leg)
  const routes = routesTo('CHF', legs)
  expect(symbolsOn(routes, ['ADA', 'CHF'])).toEqual(['ADA/USD', 'USD/CHF'])
  const rate = rateBy(routes, [quote('ADA/USD', '0.49', '0.51'), quote('USD/CHF', '0.8')])
  expect(rate('ADA')).toBe('0.4')
  expect(rate('CHF')).toBe('1')
  expect(rate('X')).toBeUndefined()
  expect(rate('BTC')).toBeUndefined()
})

test('a pair is walked in both directions', () => {
  const rate = rateBy(routesTo('EUR', [leg('EUR/USD')]), [quote('EUR/USD', '1.25')])
  expect(rate('USD')).toBe('0.8')
})

test('half a quote has no middle', () => {
  expect(midOf({ bid: '0', ask: '5' })).toBeUndefined()
  expect(midOf({ bid: '4', ask: '5' })).toBe('4.5')
})

test('a position is worth what closing it at mid would gain, by what of it is open', () => {
  const position = { base: 'BTC', quote: 'USD', volume: '2', closed: '1', cost: '100000' }
  const rate = (asset: string) => ({ BTC: '60000', USD: '1' })[asset]
  const sides = [
    { ...position, side: 'buy' as const },
    { ...position, side: 'sell' as const, closed: '0' },
  ]
  expect(
    valued(
      new Map([
        ['FOO', '1'],
        ['USD', '5'],
      ]),
      sides,
      rate,
    ),
  ).toEqual({
    values: new Map([
      ['USD', '5'],
      ['margin BTC/USD', '-10000'],
    ]),
    unpriced: ['FOO'],
  })
  expect(valued(new Map(), sides, () => undefined).unpriced).toEqual(['margin BTC/USD'])
})
