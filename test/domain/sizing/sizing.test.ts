import { expect, test } from 'vitest'
import { exitPrices } from '../../../src/domain/sizing/exits.ts'
import {
  kellyShare,
  lossPerUnit,
  sized,
  volumeForCost,
  volumeForRisk,
} from '../../../src/domain/sizing/size.ts'
import { decimalOf, toTick } from '../../../src/domain/sizing/steps.ts'

const RULES = {
  symbol: 'BTC/USD',
  pairDecimals: 1,
  lotDecimals: 8,
  tickSize: '0.1',
  orderMin: '0.0001',
  costMin: '0.5',
}

test('exits of a buy lie on the tick: the stop below, the target above by the risk times the reward', () => {
  const exits = exitPrices({ side: 'buy', entry: '50000.04', distance: '333.33', riskReward: '2' }, RULES)
  expect(exits).toEqual({
    entry: '50000.0',
    stop: '49666.6',
    target: '50666.8',
    risk: '333.4',
    reward: '666.8',
    riskReward: '2',
  })
})

test('exits of a sell mirror those of a buy', () => {
  const exits = exitPrices({ side: 'sell', entry: '50000', distance: '333.33', riskReward: '1.5' }, RULES)
  expect(exits).toMatchObject({ stop: '50333.4', target: '49499.9', risk: '333.4', reward: '500.1' })
})

test('a price that would not be above zero is refused', () => {
  const plan = { entry: '10', distance: '10', riskReward: '1' } as const
  expect(() => exitPrices({ side: 'buy', ...plan }, RULES)).toThrow('The stop would lie at or below zero')
  expect(() => exitPrices({ side: 'sell', ...plan }, RULES)).toThrow('The target would lie at or below zero')
})

test('a stop is never on the entry: it is a tick away at least, and no distance at all is refused', () => {
  const near = exitPrices({ side: 'buy', entry: '10', distance: '0.001', riskReward: '1' }, RULES)
  expect(near.stop).toBe('9.9')
  expect(() => exitPrices({ side: 'buy', entry: '10', distance: '0', riskReward: '1' }, RULES)).toThrow(
    'on the entry',
  )
})

test('ticks need be no power of ten, and computed numbers become decimals', () => {
  expect(toTick('10.37', { ...RULES, tickSize: '0.25', pairDecimals: 2 }, 'down')).toBe('10.25')
  expect(toTick(decimalOf(1.5e-7), { ...RULES, tickSize: '0.00000001', pairDecimals: 8 }, 'half-up')).toBe(
    '0.00000015',
  )
})

test('a unit loses the way to its stop and the fees of both trades', () => {
  // |50000 − 49000| + 50000 · 0.004 + 49000 · 0.004
  expect(lossPerUnit({ entry: '50000', fee: '0.004' }, '49000')).toBe('1396')
  expect(volumeForRisk('139.6', { entry: '50000', fee: '0.004' }, '49000')).toBe('0.1')
})

test('a budget buys what it pays for, fee and all', () => {
  expect(volumeForCost('1004', { entry: '100', fee: '0.004' })).toBe('10')
})

test.each([
  ['0.6', '1', '0.2'],
  ['0.5', '2', '0.25'],
  ['0.5', '1', '0'],
  ['0.4', '1', '-0.2'],
])('won %s of the time at %s to one, Kelly stakes %s', (rate, payoff, share) => {
  expect(kellyShare(rate, payoff)).toBe(share)
})

test('the smallest bound binds, floored to the lots', () => {
  const bounds = [
    { by: 'risk', volume: '0.123456789' },
    { by: 'funds', volume: '0.5' },
  ] as const
  expect(sized(bounds, '50000', RULES)).toEqual({ volume: '0.12345678', boundBy: 'risk' })
  expect(sized([bounds[1], { by: 'free_margin', volume: '0.2' }], '50000', RULES).boundBy).toBe('free_margin')
})

test('what is too small for the pair is nothing, with the minimum that forbids it', () => {
  const of = (volume: string, entry: string) => sized([{ by: 'risk', volume }], entry, RULES)
  expect(of('0.00009', '50000')).toEqual({ volume: '0', boundBy: 'order_minimum', minimum: '0.0001' })
  expect(of('0.0002', '1000')).toEqual({ volume: '0', boundBy: 'cost_minimum', minimum: '0.5' })
  expect(of('0', '1000')).toEqual({ volume: '0', boundBy: 'risk' })
})
