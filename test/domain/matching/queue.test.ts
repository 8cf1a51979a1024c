import { expect, test } from 'vitest'
import { aBench, aDepth, BOOK, fillsOf } from './builders.ts'

test('the queue ahead is never longer than what a later snapshot shows at the price', () => {
  const bench = aBench()
  const order = bench.place({ price: '98', volume: '1' })
  expect(order.queueAhead).toBe('2')
  bench.book(aDepth('99 x 1, 98 x 0.5, 97 x 1', '101 x 1'))
  expect(bench.order(order.id).queueAhead).toBe('0.5')
  bench.book(BOOK)
  expect(bench.order(order.id).queueAhead).toBe('0.5')
  bench.print('98', '0.8', 'sell')
  expect(fillsOf(bench)).toEqual(['0.3 @ 98 maker'])
})

test('a level that is gone leaves nobody ahead', () => {
  const bench = aBench()
  const order = bench.place({ price: '98', volume: '1' })
  bench.book(aDepth('99 x 1, 97 x 1', '101 x 1'))
  expect(bench.order(order.id).queueAhead).toBe('0')
})

test('beyond the snapshot’s last level nobody knows the queue: prints at the price fill nothing, prints through it do', () => {
  const bench = aBench()
  const order = bench.place({ price: '90', volume: '1' })
  expect(order.queueAhead).toBeNull()
  bench.print('90', '50', 'sell')
  expect(bench.trades()).toEqual([])
  bench.print('89.9', '0.4', 'sell')
  expect(fillsOf(bench)).toEqual(['0.4 @ 90 maker'])
})

test('once a snapshot reaches down to the price, all that it shows there stands ahead', () => {
  const bench = aBench()
  const order = bench.place({ price: '90', volume: '1' })
  bench.book(aDepth('91 x 1, 90 x 3, 89 x 1', '101 x 1'))
  expect(bench.order(order.id).queueAhead).toBe('3')
})

test('a snapshot that is cut above the price changes nothing', () => {
  const bench = aBench()
  const order = bench.place({ price: '98', volume: '1' })
  bench.book(aDepth('99.5 x 1, 99 x 1', '101 x 1'))
  expect(bench.order(order.id).queueAhead).toBe('2')
})
