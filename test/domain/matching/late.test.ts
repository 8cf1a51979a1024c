import { expect, test } from 'vitest'
import { available } from '../../../src/domain/matching/hold.ts'
import { aBench, aDepth, type Bench, fillsOf, NOW, PAIR } from './builders.ts'

const late = (bench: Bench, price: string, volume: string, time = NOW + 1000, id = 7) =>
  bench.do({ kind: 'print', pair: PAIR, print: { id, time, price, volume, side: 'sell' }, late: true })

const aStop = (more: object = {}) => {
  const bench = aBench()
  const stop = bench.place({ side: 'sell', orderType: 'stop-loss', price: '95', volume: '2', ...more })
  return { bench, stop }
}

test('a stop that fired unseen fills from the prints after its trigger, at the worse of trigger and print, as an estimate', () => {
  const { bench, stop } = aStop()
  late(bench, '94', '5')
  expect(bench.trades()).toEqual([])
  late(bench, '93', '0.5')
  late(bench, '96', '9')
  expect(fillsOf(bench)).toEqual(['0.5 @ 93 taker', '1.5 @ 95 taker'])
  expect(bench.trades().every((trade) => trade.estimated)).toBe(true)
  expect(bench.order(stop.id).status).toBe('closed')
})

test('what the late prints leave over takes from the book of the present', () => {
  const { bench, stop } = aStop()
  late(bench, '94', '5')
  late(bench, '93', '0.5')
  bench.book(aDepth('92 x 4', '101 x 1'))
  expect(fillsOf(bench)).toEqual(['0.5 @ 93 taker', '1.5 @ 92 taker'])
  expect(bench.trades().map((trade) => trade.estimated)).toEqual([true, undefined])
  expect(bench.order(stop.id).status).toBe('closed')
})

test('a late print’s volume is used once: resting orders first, then what is due by arrival', () => {
  const { bench } = aStop({ volume: '1' })
  const second = bench.place({ side: 'sell', orderType: 'stop-loss', price: '95', volume: '1' })
  bench.place({ price: '94.5', volume: '1' })
  late(bench, '94.9', '3')
  late(bench, '94', '2.5')
  expect(fillsOf(bench)).toEqual(['1 @ 94.5 maker', '1 @ 94 taker', '0.5 @ 94 taker'])
  expect(bench.order(second.id).filled).toBe('0.5')
})

test('a stop-loss-limit takes no late print beyond its limit', () => {
  const { bench, stop } = aStop({ orderType: 'stop-loss-limit', price2: '94' })
  late(bench, '95', '1')
  late(bench, '93', '1')
  expect(bench.trades()).toEqual([])
  late(bench, '94.5', '1')
  expect(fillsOf(bench)).toEqual(['1 @ 94.5 taker'])
  expect(bench.order(stop.id).status).toBe('open')
})

test('a triggered buy that the funds do not cover at the late price is canceled', () => {
  const bench = aBench({ ZUSD: '110' })
  const stop = bench.place({ orderType: 'stop-loss', price: '105' })
  late(bench, '105', '1')
  late(bench, '200', '1')
  expect(bench.order(stop.id)).toMatchObject({ status: 'canceled', reason: 'Insufficient funds' })
  expect(bench.state.balances.ZUSD).toBe('110')
})

// The first part once spent what the rest still held: the drill's seed 778065.
test('a triggered buy is canceled when a late part would spend what its rest still holds', () => {
  const bench = aBench({ ZUSD: '421.68' })
  const stop = bench.place({ orderType: 'stop-loss', price: '105', volume: '4' })
  late(bench, '105', '1')
  late(bench, '110', '1')
  expect(bench.order(stop.id)).toMatchObject({
    status: 'canceled',
    reason: 'Insufficient funds',
    filled: '0',
  })
  expect(available(bench.state, 'ZUSD')).toBe('421.68')
})

test('a trailing stop ratchets through late prints before it checks', () => {
  const bench = aBench()
  const stop = bench.place({ side: 'sell', orderType: 'trailing-stop', price: '+5' })
  for (const price of ['110', '106', '104', '103']) late(bench, price, '1')
  expect(bench.order(stop.id)).toMatchObject({ trigger: '105', status: 'closed' })
  expect(fillsOf(bench)).toEqual(['1 @ 103 taker'])
})

test('from a tape that lags, a print of before an order’s entry passes it by', () => {
  const { bench, stop } = aStop()
  const bid = bench.place({ price: '98', volume: '1' })
  const print = { time: NOW - 1, price: '90', volume: '9', side: 'sell' } as const
  bench.do({ kind: 'print', pair: PAIR, print, lagging: true })
  expect([bench.order(stop.id).stage, bench.order(bid.id).filled]).toEqual(['armed', '0'])
  bench.do({ kind: 'print', pair: PAIR, print: { ...print, time: NOW }, lagging: true })
  expect([bench.order(stop.id).stage, bench.order(bid.id).filled]).toEqual(['due', '1'])
})
