import { expect, test } from 'vitest'
import type { Changes } from '../../../src/domain/matching/amend.ts'
import { available } from '../../../src/domain/matching/hold.ts'
import { aBench, type Bench, BOOK, fillsOf, NOW, refusalOf } from './builders.ts'

const amend = (bench: Bench, id: string, changes: Changes) => {
  bench.do({ kind: 'amend', id, changes, sight: { depth: BOOK, last: '100', now: NOW + 1 } })
  return bench.order(id)
}

test('less volume keeps the id and the place in the queue, and frees what it held', () => {
  const bench = aBench({ ZUSD: '1000' })
  const first = bench.place({ price: '100', volume: '2' })
  const second = bench.place({ price: '100', volume: '1' })
  amend(bench, first.id, { volume: '1' })
  expect(available(bench.state, 'ZUSD')).toBe('799.2')
  bench.print('100', '1', 'sell')
  expect([first, second].map((order) => bench.order(order.id).filled)).toEqual(['1', '0'])
})

test('more volume goes to the back of the queue', () => {
  const bench = aBench()
  const first = bench.place({ price: '100', volume: '1' })
  const second = bench.place({ price: '100', volume: '1' })
  amend(bench, first.id, { volume: '2' })
  bench.print('100', '1', 'sell')
  expect([first, second].map((order) => bench.order(order.id).filled)).toEqual(['0', '1'])
})

test('another price goes behind what is shown there', () => {
  const bench = aBench()
  const order = bench.place({ price: '100', volume: '1' })
  expect(amend(bench, order.id, { limit: '99' })).toMatchObject({
    id: order.id,
    queueAhead: '1',
    amended: true,
  })
})

test('a price that crosses takes at once', () => {
  const bench = aBench()
  const order = bench.place({ price: '90', volume: '1' })
  amend(bench, order.id, { limit: '101' })
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker'])
})

test('a post-only amend that would cross is refused and changes nothing', () => {
  const bench = aBench()
  const order = bench.place({ price: '90', volume: '1' })
  expect(refusalOf(() => amend(bench, order.id, { limit: '101', postOnly: true }))).toMatch(/^EOrder:/)
  expect(bench.order(order.id).limit).toBe('90')
})

test('a volume at or below what is filled cancels the remainder', () => {
  const bench = aBench()
  const order = bench.place({ price: '98', volume: '3' })
  bench.print('97', '2', 'sell')
  // Once it showed the volume asked for, less than what was filled: an order that looked filled beyond its volume.
  const after = { status: 'canceled', filled: '2', volume: '3', amended: true }
  expect(amend(bench, order.id, { volume: '1.5' })).toMatchObject(after)
  expect(bench.state.orders).toEqual({})
})

test('another trigger replaces the old one and may fire at once', () => {
  const bench = aBench()
  const order = bench.place({ side: 'sell', orderType: 'stop-loss', price: '90' })
  expect(amend(bench, order.id, { trigger: '95' })).toMatchObject({ stage: 'armed', trigger: '95' })
  amend(bench, order.id, { trigger: '105' })
  expect(fillsOf(bench)).toEqual(['1 @ 99 taker'])
})

test('an amend beyond the funds, of an unknown order, or of one with a conditional close is refused', () => {
  const bench = aBench({ ZUSD: '200' })
  const order = bench.place({ price: '90' })
  const closing = bench.place({ price: '90', close: { orderType: 'limit', price: '120' } })
  expect(refusalOf(() => amend(bench, order.id, { volume: '3' }))).toBe('EOrder:Insufficient funds')
  expect(refusalOf(() => amend(bench, 'OXXXXX', { volume: '3' }))).toBe('EOrder:Unknown order')
  expect(refusalOf(() => amend(bench, closing.id, { volume: '0.5' }))).toBe('EOrder:Invalid order')
})
