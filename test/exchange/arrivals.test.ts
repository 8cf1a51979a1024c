import { expect, test } from 'vitest'
import { createArrivals } from '../../src/exchange/arrivals.ts'

const order = (clientOrderId: string) => ({ clientOrderId, userref: undefined })
const named = (id: string) => (tag: { clientOrderId: string }) => tag.clientOrderId === id

test('an order that waits for its permissions can be taken back, and then it does not pass', () => {
  const arrivals = createArrivals()
  const arrival = arrivals.enter([order('a')])
  expect(arrivals.withdraw(named('a'))).toEqual([order('a')])
  expect(() => arrival.pass()).toThrow('never sent')
})

test('an order that has passed is not taken back here any more', () => {
  const arrivals = createArrivals()
  arrivals.enter([order('a')]).pass()
  expect(arrivals.withdraw(named('a'))).toEqual([])
})

test('only what matches is taken back', () => {
  const arrivals = createArrivals()
  const kept = arrivals.enter([order('kept')])
  arrivals.enter([order('gone')])
  expect(arrivals.withdraw(named('gone'))).toEqual([order('gone')])
  expect(() => kept.pass()).not.toThrow()
})
