import { expect, test } from 'vitest'
import { available } from '../../../src/domain/matching/hold.ts'
import { aBench, aDepth, NOW, refusalOf } from './builders.ts'

const FLAT = aDepth('100 x 50', '100 x 50')
const FLAT_BELOW = aDepth('99 x 50', '100 x 50')
const RISEN = aDepth('110 x 50', '110 x 50')
const at = (depth: typeof FLAT) => ({ depth, last: depth.bids[0]?.price ?? '100' })
const LONG = { orderType: 'market', leverage: '5', volume: '10' } as const
const SHORT = { ...LONG, side: 'sell' } as const

test('an order with leverage opens a position: the fee is paid, the margin bound, no asset moves', () => {
  const bench = aBench({ ZUSD: '1000' })
  bench.place(LONG, at(FLAT))
  const [position] = Object.values(bench.state.positions)
  expect(position).toMatchObject({ side: 'buy', volume: '10', cost: '1000', margin: '200', fee: '4' })
  expect(bench.state.balances).toEqual({ ZUSD: '996' })
  expect(available(bench.state, 'ZUSD')).toBe('796')
})

test('the opposite order closes it: the gain less the fee reaches the balance and the margin is free again', () => {
  const bench = aBench({ ZUSD: '1000' })
  bench.place(LONG, at(FLAT))
  bench.place(SHORT, at(RISEN))
  expect(bench.state.positions).toEqual({})
  expect(bench.state.balances.ZUSD).toBe('1091.6')
  expect(available(bench.state, 'ZUSD')).toBe('1091.6')
})

test('a short position gains when the price falls and loses when it rises', () => {
  const bench = aBench({ ZUSD: '1000' })
  bench.place(SHORT, at(RISEN))
  bench.place(LONG, at(FLAT))
  expect(bench.state.balances.ZUSD).toBe('1091.6')
  const loser = aBench({ ZUSD: '1000' })
  loser.place(SHORT, at(FLAT))
  loser.place(LONG, at(RISEN))
  expect(loser.state.balances.ZUSD).toBe('891.6')
})

test('a position is reduced in part, and the rest of its cost leaves with the last part', () => {
  const bench = aBench({ ZUSD: '1000' })
  bench.place({ ...LONG, volume: '3' }, at(aDepth('', '33.3 x 50')))
  for (const volume of ['1', '1', '1']) bench.place({ ...SHORT, volume }, at(aDepth('33.3 x 50', '')))
  const fees = bench.trades().reduce((total, trade) => total + Number(trade.fee), 0)
  expect(Number(bench.state.balances.ZUSD)).toBeCloseTo(1000 - fees, 10)
  expect(bench.state.positions).toEqual({})
})

test('more than the open volume closes it and opens the other side', () => {
  const bench = aBench({ ZUSD: '1000' })
  bench.place({ ...LONG, volume: '2' }, at(FLAT))
  bench.place({ ...SHORT, volume: '5' }, at(FLAT))
  const [position, ...others] = Object.values(bench.state.positions)
  expect(position).toMatchObject({ side: 'sell', volume: '3', cost: '300', margin: '60' })
  expect(others).toEqual([])
})

test('volume 0 closes all that is open on the other side', () => {
  const bench = aBench({ ZUSD: '1000' })
  bench.place({ ...LONG, volume: '2' }, at(FLAT))
  bench.place({ ...LONG, volume: '1' }, at(FLAT))
  bench.place({ ...SHORT, volume: '0' }, at(FLAT))
  expect(bench.state.positions).toEqual({})
})

test('reduce-only never opens, and is refused where nothing is open', () => {
  const bench = aBench({ ZUSD: '1000' })
  expect(refusalOf(() => bench.place({ ...SHORT, reduceOnly: true }, at(FLAT)))).toBe(
    'EOrder:Reduce only:No position exists',
  )
  bench.place({ ...LONG, volume: '2' }, at(FLAT))
  expect(bench.place({ ...SHORT, volume: '9', reduceOnly: true }, at(FLAT)).filled).toBe('2')
  expect(bench.state.positions).toEqual({})
})

test('a position that the free funds cannot back is refused', () => {
  const bench = aBench({ ZUSD: '203' })
  expect(refusalOf(() => bench.place(LONG, at(FLAT)))).toBe('EOrder:Insufficient margin')
  expect(aBench({ ZUSD: '204' }).place(LONG, at(FLAT)).status).toBe('closed')
})

test('bound margin cannot be spent by a spot order', () => {
  const bench = aBench({ ZUSD: '300' })
  bench.place(LONG, at(FLAT))
  expect(refusalOf(() => bench.place({ price: '99', volume: '1' }, at(FLAT)))).toBe(
    'EOrder:Insufficient funds',
  )
})

test('a loss past all free funds leaves the balance at zero, not below', () => {
  const bench = aBench({ ZUSD: '210' })
  bench.place(LONG, at(FLAT))
  bench.place(SHORT, at(aDepth('20 x 50', '')))
  expect(bench.state.balances.ZUSD).toBe('0')
})

test('settling a long position pays its cost and brings the asset', () => {
  const bench = aBench({ ZUSD: '2000' })
  bench.place({ ...LONG, volume: '3' }, at(FLAT))
  const order = bench.place(
    { orderType: 'settle-position', side: 'sell', volume: '0', leverage: '5' },
    at(RISEN),
  )
  expect(order.status).toBe('closed')
  expect(bench.state.balances).toEqual({ ZUSD: '1698.8', XXBT: '3' })
  expect(bench.state.positions).toEqual({})
})

test('a settlement that the funds do not cover leaves the position open', () => {
  const bench = aBench({ ZUSD: '250' })
  bench.place(LONG, at(FLAT))
  const order = bench.place(
    { orderType: 'settle-position', side: 'sell', volume: '0', leverage: '5' },
    at(FLAT),
  )
  expect(order).toMatchObject({ status: 'canceled', reason: 'Insufficient funds' })
  expect(Object.values(bench.state.positions)).toHaveLength(1)
})

// Settling a part once freed the margin of the whole, and what an open order held was spent: the drill's seed 20261715.
test('settling a part of a position frees that part’s margin only', () => {
  const bench = aBench({ ZUSD: '1000' })
  bench.place(LONG, at(FLAT))
  bench.place({ price: '90', volume: '7' }, at(FLAT_BELOW))
  const part = { orderType: 'settle-position', side: 'sell', volume: '3', leverage: '5' } as const
  expect(bench.place(part, at(FLAT))).toMatchObject({ status: 'canceled', reason: 'Insufficient funds' })
  expect(Number(available(bench.state, 'ZUSD'))).toBeGreaterThanOrEqual(0)
})

test('a resting order with leverage holds nothing, opens as maker, and goes when its margin is gone', () => {
  const bench = aBench({ ZUSD: '250' })
  const first = bench.place({ leverage: '5', price: '99', volume: '10' }, at(aDepth('98 x 1', '101 x 1')))
  const second = bench.place({ leverage: '5', price: '99', volume: '10' }, at(aDepth('98 x 1', '101 x 1')))
  expect(available(bench.state, 'ZUSD')).toBe('250')
  bench.print('98.5', '100', 'sell', NOW + 1)
  expect(bench.order(first.id).status).toBe('closed')
  expect(bench.order(second.id)).toMatchObject({ status: 'canceled', reason: 'Insufficient margin' })
})
