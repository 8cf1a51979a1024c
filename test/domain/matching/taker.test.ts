import { expect, test } from 'vitest'
import { available } from '../../../src/domain/matching/hold.ts'
import { aBench, aDepth, BOOK, fillsOf, NOW, refusalOf } from './builders.ts'

test('a market buy walks the asks from the best price up', () => {
  const bench = aBench()
  const order = bench.place({ orderType: 'market', volume: '2.5' })
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker', '1.5 @ 102 taker'])
  expect(order).toMatchObject({ status: 'closed', filled: '2.5', cost: '254', fee: '1.016' })
  expect(bench.state.balances).toEqual({ ZUSD: '9744.984', XXBT: '12.5' })
})

test('a market sell walks the bids from the best price down and pays its fee from what it gets', () => {
  const bench = aBench()
  bench.place({ orderType: 'market', side: 'sell', volume: '2' })
  expect(fillsOf(bench)).toEqual(['1 @ 99 taker', '1 @ 98 taker'])
  expect(bench.state.balances).toEqual({ ZUSD: '10196.212', XXBT: '8' })
})

test('a market order that empties the book keeps its fills and loses the rest', () => {
  const bench = aBench()
  const order = bench.place({ orderType: 'market', side: 'sell', volume: '9' })
  expect(order).toMatchObject({ status: 'canceled', filled: '8', reason: 'No liquidity' })
  expect(available(bench.state, 'XXBT')).toBe('2')
})

test('a limit order takes what its price allows and rests with the remainder', () => {
  const bench = aBench()
  const order = bench.place({ price: '101.5', volume: '3' })
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker'])
  expect(order).toMatchObject({ status: 'open', stage: 'resting', filled: '1' })
})

test('IOC takes what it can and cancels the remainder', () => {
  const bench = aBench()
  const order = bench.place({ price: '101.5', volume: '3', timeInForce: 'IOC' })
  expect(order).toMatchObject({ status: 'canceled', filled: '1' })
  expect(bench.state.orders).toEqual({})
})

test('FOK fills whole', () => {
  const bench = aBench()
  expect(bench.place({ price: '102', volume: '3', timeInForce: 'FOK' })).toMatchObject({
    status: 'closed',
    filled: '3',
  })
})

test('FOK that cannot fill whole takes nothing', () => {
  const bench = aBench()
  const order = bench.place({ price: '101.5', volume: '3', timeInForce: 'FOK' })
  expect(order).toMatchObject({ status: 'canceled', filled: '0' })
  expect(bench.trades()).toEqual([])
})

test('a crossing post-only order is accepted and canceled at once', () => {
  const bench = aBench()
  const order = bench.place({ price: '101', flags: ['post'] })
  expect(order).toMatchObject({ status: 'canceled', reason: 'Post only order', filled: '0' })
})

test('a post-only order inside the spread rests', () => {
  const order = aBench().place({ price: '100.9', flags: ['post'] })
  expect(order).toMatchObject({ status: 'open', stage: 'resting' })
})

test('viqc spends an amount of quote currency and buys whole lots with it', () => {
  const bench = aBench()
  const order = bench.place({ orderType: 'market', volume: '150', flags: ['viqc'] })
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker', '0.48039215 @ 102 taker'])
  expect(order).toMatchObject({ status: 'closed', filled: '1.48039215', cost: '149.9999' })
})

test('fcib takes the fee of a buy from the base that was bought', () => {
  const bench = aBench()
  bench.place({ orderType: 'market', volume: '1', flags: ['fcib'] })
  expect(bench.state.balances).toEqual({ ZUSD: '9899', XXBT: '10.996' })
  expect(bench.trades()[0]).toMatchObject({ fee: '0.404', charged: '0.004', feeAsset: 'XXBT' })
})

test('what we took of a level stays taken until the level shows another volume', () => {
  const bench = aBench({ ZUSD: '100000' })
  bench.place({ orderType: 'market', volume: '1' })
  bench.place({ orderType: 'market', volume: '1' })
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker', '1 @ 102 taker'])
  bench.book(aDepth('99 x 1', '101 x 0.7, 102 x 2'))
  bench.place({ orderType: 'market', volume: '1.7' }, { depth: aDepth('99 x 1', '101 x 0.7, 102 x 2') })
  expect(fillsOf(bench).slice(2)).toEqual(['0.7 @ 101 taker', '1 @ 102 taker'])
})

test('a market buy that the funds do not cover in full is refused and changes nothing', () => {
  const bench = aBench({ ZUSD: '101.40' })
  const before = bench.state
  expect(refusalOf(() => bench.place({ orderType: 'market', volume: '1' }))).toBe('EOrder:Insufficient funds')
  expect(bench.state).toBe(before)
  expect(aBench({ ZUSD: '101.404' }).place({ orderType: 'market', volume: '1' }).status).toBe('closed')
})

test('a limit buy must cover its own price and the taker fee, to the last unit', () => {
  const exact = aBench({ ZUSD: '100.4' })
  exact.place({ price: '100' })
  expect(available(exact.state, 'ZUSD')).toBe('0')
  expect(refusalOf(() => aBench({ ZUSD: '100.3999' }).place({ price: '100' }))).toBe(
    'EOrder:Insufficient funds',
  )
})

test('what an open order holds cannot be spent by another', () => {
  const bench = aBench({ ZUSD: '150', XXBT: '1' })
  bench.place({ price: '98' })
  expect(refusalOf(() => bench.place({ price: '98' }))).toBe('EOrder:Insufficient funds')
  bench.place({ side: 'sell', price: '120' })
  expect(refusalOf(() => bench.place({ side: 'sell', price: '120', volume: '0.1' }))).toBe(
    'EOrder:Insufficient funds',
  )
})

test('canceling releases exactly what was held', () => {
  const bench = aBench({ ZUSD: '333.3333' })
  const order = bench.place({ price: '97.3', volume: '1.23456789' })
  expect(available(bench.state, 'ZUSD')).toBe('212.7293')
  bench.do({ kind: 'cancel', ids: [order.id], reason: 'User requested', now: NOW })
  expect(available(bench.state, 'ZUSD')).toBe('333.3333')
})

test('a client id that is open already is refused, and free again once its order is over', () => {
  const bench = aBench()
  const first = bench.place({ price: '90', clientOrderId: 'mine' })
  expect(refusalOf(() => bench.place({ price: '90', clientOrderId: 'mine' }))).toBe(
    'EOrder:cl_ord_id already in use',
  )
  bench.do({ kind: 'cancel', ids: [first.id], reason: 'User requested', now: NOW })
  expect(bench.place({ price: '90', clientOrderId: 'mine' }).status).toBe('open')
})

test('a taker on an empty book gets nothing', () => {
  const order = aBench().place({ orderType: 'market', side: 'sell' }, { depth: aDepth('', '') })
  expect(order).toMatchObject({ status: 'canceled', filled: '0' })
})

test('the snapshot that came in is not changed by taking from it', () => {
  const before = structuredClone(BOOK)
  aBench().place({ orderType: 'market', volume: '2' })
  expect(BOOK).toEqual(before)
})
