import { expect, test } from 'vitest'
import { createArrivals } from '../../src/exchange/arrivals.ts'

const order = (clientOrderId: string) => ({ clientOrderId, userref: undefined })
const named = (id: string) => (tag: { clientOrderId: string }) => tag.clientOrderId === id

test('an order that waits for its permissions can be taken back, and then it does not pass', () => {
  const arrivals = createArrivals()
  const arrival = arrivals.enter([order('a')], 0, 't_test')
  expect(arrivals.withdraw(named('a'))).toEqual([order('a')])
  expect(() => arrival.pass()).toThrow('never sent')
})

test('an order that has passed is not taken back here any more', () => {
  const arrivals = createArrivals()
  arrivals.enter([order('a')], 0, 't_test').pass()
  expect(arrivals.withdraw(named('a'))).toEqual([])
})

test('only what matches is taken back', () => {
  const arrivals = createArrivals()
  const kept = arrivals.enter([order('kept')], 0, 't_test')
  arrivals.enter([order('gone')], 0, 't_test')
  expect(arrivals.withdraw(named('gone'))).toEqual([order('gone')])
  expect(() => kept.pass()).not.toThrow()
})

test('an order that began before its cancel and arrives after it does not pass; a later one does', () => {
  const arrivals = createArrivals()
  arrivals.stopped(named('a'), 1_000)
  expect(() => arrivals.enter([order('a')], 1_000, 't_test').pass()).toThrow('never sent')
  expect(() => arrivals.enter([order('b')], 500, 't_test').pass()).not.toThrow()
  expect(() => arrivals.enter([order('a')], 1_001, 't_test').pass()).not.toThrow()
})
