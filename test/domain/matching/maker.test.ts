import { expect, test } from 'vitest'
import { aBench, aDepth, fillsOf, NOW } from './builders.ts'

test('a print through the price fills a resting order at its own price, at most the print’s volume, as maker', () => {
  const bench = aBench()
  const order = bench.place({ price: '98', volume: '3' })
  bench.print('97.9', '1.2', 'sell')
  expect(fillsOf(bench)).toEqual(['1.2 @ 98 maker'])
  expect(bench.order(order.id)).toMatchObject({ filled: '1.2', cost: '117.6', fee: '0.294', status: 'open' })
})

test('a print at the price serves the queue ahead first', () => {
  const bench = aBench()
  bench.place({ price: '98', volume: '1' })
  bench.print('98', '1.5', 'sell')
  expect(fillsOf(bench)).toEqual([])
  bench.print('98', '1', 'sell')
  expect(fillsOf(bench)).toEqual(['0.5 @ 98 maker'])
})

test('a print at the price by a taker of our own side fills nothing', () => {
  const bench = aBench()
  bench.place({ price: '100', volume: '1' })
  bench.print('100', '5', 'buy')
  expect(bench.trades()).toEqual([])
})

test('one print fills our orders by price, then time, and its volume once', () => {
  const bench = aBench()
  const later = bench.place({ price: '99.5', volume: '1' })
  const best = bench.place({ price: '99.8', volume: '1' })
  const last = bench.place({ price: '99.5', volume: '1' })
  bench.print('99.4', '1.5', 'sell')
  expect([best, later, last].map((order) => bench.order(order.id).filled)).toEqual(['1', '0.5', '0'])
})

test('a resting sell fills on prints at or above its price', () => {
  const bench = aBench()
  bench.place({ side: 'sell', price: '100.5', volume: '1' })
  bench.print('100.4', '1', 'buy')
  bench.print('100.5', '0.4', 'buy')
  bench.print('100.6', '1', 'buy')
  expect(fillsOf(bench)).toEqual(['0.4 @ 100.5 maker', '0.6 @ 100.5 maker'])
})

test('a book that crosses a resting order fills it at its own price, and that size is then taken', () => {
  const bench = aBench()
  const first = bench.place({ price: '100', volume: '1' })
  const second = bench.place({ price: '100', volume: '1' })
  const crossed = aDepth('98 x 1', '99.7 x 0.4, 100 x 0.9, 101 x 1')
  bench.book(crossed)
  bench.book(crossed, NOW + 2000)
  expect(bench.order(first.id).filled).toBe('1')
  expect(bench.order(second.id).filled).toBe('0.3')
  expect(bench.trades().every((trade) => trade.price === '100' && trade.role === 'maker')).toBe(true)
})

test('an order of another pair is left alone', () => {
  const bench = aBench()
  bench.place({ price: '98' })
  bench.do({ kind: 'print', pair: 'XETHZUSD', print: { time: NOW, price: '1', volume: '9', side: 'sell' } })
  bench.do({ kind: 'book', pair: 'XETHZUSD', depth: aDepth('', '1 x 9'), now: NOW })
  expect(bench.trades()).toEqual([])
})

test('a GTD order goes when its time has come', () => {
  const bench = aBench()
  const order = bench.place({ price: '98', timeInForce: 'GTD', expireTime: '+30' })
  bench.clock(NOW + 29_999)
  expect(bench.order(order.id).status).toBe('open')
  bench.clock(NOW + 60_000)
  expect(bench.order(order.id)).toMatchObject({ status: 'expired', closedAt: NOW + 30_000 })
})

test('a scheduled order is pending until its start and enters at the next look at the book', () => {
  const bench = aBench()
  const order = bench.place({ orderType: 'market', volume: '1', startTime: '+10' })
  expect(order.status).toBe('pending')
  bench.book(aDepth('99 x 1', '101 x 1'))
  expect(bench.trades()).toEqual([])
  bench.clock(NOW + 10_000)
  bench.book(aDepth('99 x 1', '90 x 1'), NOW + 10_000)
  expect(fillsOf(bench)).toEqual(['1 @ 90 taker'])
})

test('an iceberg behaves as a limit order of its whole volume', () => {
  const bench = aBench()
  bench.place({ orderType: 'iceberg', price: '98', volume: '3', displayVolume: '0.2' })
  bench.print('97', '10', 'sell')
  expect(fillsOf(bench)).toEqual(['3 @ 98 maker'])
})
