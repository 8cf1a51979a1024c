import { expect, test } from 'vitest'
import { isIncreasing } from '../../../src/domain/equity/increasing.ts'
import { openRiskOf } from '../../../src/domain/equity/open-risk.ts'

const stop = (volume: string, trigger: string | undefined, side: 'buy' | 'sell' = 'sell') => ({
  asset: 'BTC',
  side,
  volume,
  trigger,
})

test('what is held is as far from its loss as its stops are, the nearest first, and no stop counts twice', () => {
  expect(
    openRiskOf('BTC', '2', '60000', [stop('1', '50000'), stop('1', '58000'), stop('5', '10', 'buy')]),
  ).toEqual({
    risk: '12000',
    unguarded: '0',
  })
  expect(openRiskOf('BTC', '1', '60000', [stop('3', '59000')])).toEqual({ risk: '1000', unguarded: '0' })
})

test('what no stop guards is named, as is what a stop of unknown trigger guards', () => {
  expect(openRiskOf('BTC', '2', '60000', [stop('0.5', '59000'), stop('1', undefined)])).toEqual({
    risk: '500',
    unguarded: '1.5',
  })
})

test('what is owed is guarded by buying, and a stop already passed is no distance away', () => {
  expect(openRiskOf('BTC', '-1', '60000', [stop('1', '63000', 'buy')])).toEqual({
    risk: '3000',
    unguarded: '0',
  })
  expect(openRiskOf('BTC', '1', '60000', [stop('1', '61000')])).toEqual({ risk: '0', unguarded: '0' })
})

const order = {
  pair: 'BTC/USD',
  side: 'buy' as const,
  isTriggered: false,
  isMargin: false,
  reduceOnly: false,
  volume: '1',
}
const short = { pair: 'BTC/USD', side: 'sell' as const, open: '1' }

test.each([
  ['a buy', order, [], true],
  ['a sale on spot', { ...order, side: 'sell' as const }, [], false],
  ['a reduce-only order', { ...order, isMargin: true, reduceOnly: true }, [], false],
  ['a short sale', { ...order, side: 'sell' as const, isMargin: true }, [], true],
  ['what closes a short', { ...order, isMargin: true }, [short], false],
  ['what flips a short', { ...order, isMargin: true, volume: '1.1' }, [short], true],
  ['a buy on spot, which closes no short', order, [short], true],
  [
    'a stop that buys a short back',
    { ...order, isMargin: true, isTriggered: true, volume: '3' },
    [short],
    false,
  ],
  ['a stop that enters', { ...order, isTriggered: true }, [], true],
  ['a stop while positions are unknown', { ...order, isTriggered: true }, undefined, false],
  ['a buy while positions are unknown', order, undefined, true],
])('%s: increasing %#', (_, one, positions, expected) => {
  expect(isIncreasing(one, positions)).toBe(expected)
})
