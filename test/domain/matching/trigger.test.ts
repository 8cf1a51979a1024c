import { expect, test } from 'vitest'
import { available } from '../../../src/domain/matching/hold.ts'
import type { Wish } from '../../../src/domain/matching/wish.ts'
import { aBench, aDepth, BOOK, fillsOf, NOW, refusalOf } from './builders.ts'

const THIN = aDepth('90 x 10', '110 x 10')

test.each([
  ['buy', 'stop-loss', '105', '104.9', '105'],
  ['sell', 'stop-loss', '95', '95.1', '95'],
  ['buy', 'take-profit', '95', '95.1', '95'],
  ['sell', 'take-profit', '105', '104.9', '105'],
] as const)('a %s %s at %s does not fire at %s and does at %s', (side, orderType, price, short, enough) => {
  const bench = aBench()
  const order = bench.place({ side, orderType, price })
  bench.print(short, '1', 'buy')
  bench.book(THIN)
  expect(bench.order(order.id)).toMatchObject({ stage: 'armed', filled: '0' })
  bench.print(enough, '1', 'buy')
  bench.book(THIN)
  expect(fillsOf(bench)).toEqual([`1 @ ${side === 'buy' ? '110' : '90'} taker`])
})

test('a stop that the market has passed already fires at once', () => {
  const bench = aBench()
  bench.place({ side: 'sell', orderType: 'stop-loss', price: '105' })
  expect(fillsOf(bench)).toEqual(['1 @ 99 taker'])
})

test('a stop-loss-limit rests at its limit once it has fired and the book is beyond it', () => {
  const bench = aBench()
  const order = bench.place({ side: 'sell', orderType: 'stop-loss-limit', price: '95', price2: '94' })
  bench.print('95', '1', 'sell')
  bench.book(THIN)
  expect(bench.order(order.id)).toMatchObject({ stage: 'resting', limit: '94', filled: '0' })
  bench.print('94.1', '2', 'buy')
  expect(fillsOf(bench)).toEqual(['1 @ 94 maker'])
})

test('a trailing stop follows the market up, never down, and fires at its distance', () => {
  const bench = aBench()
  const order = bench.place({ side: 'sell', orderType: 'trailing-stop', price: '+5' })
  expect(order.trigger).toBe('95')
  bench.print('110', '1', 'buy')
  expect(bench.order(order.id).trigger).toBe('105')
  bench.print('105.1', '1', 'sell')
  expect(bench.order(order.id)).toMatchObject({ stage: 'armed', trigger: '105' })
  bench.print('105', '1', 'sell')
  bench.book(BOOK)
  expect(fillsOf(bench)).toEqual(['1 @ 99 taker'])
})

test('a trailing buy stop keeps a percentage above the lowest price', () => {
  const bench = aBench()
  const order = bench.place({ orderType: 'trailing-stop', price: '+10%' })
  expect(order.trigger).toBe('110')
  bench.print('90', '1', 'sell')
  expect(bench.order(order.id).trigger).toBe('99')
})

test('a trailing-stop-limit puts its limit at the offset from the trigger when it fires', () => {
  const bench = aBench()
  const order = bench.place({ side: 'sell', orderType: 'trailing-stop-limit', price: '+5', price2: '-1' })
  bench.print('120', '1', 'buy')
  bench.print('114', '1', 'sell')
  expect(bench.order(order.id)).toMatchObject({ stage: 'due', trigger: '115', limit: '114' })
})

test('a triggered buy that the funds no longer cover is canceled, and nothing falls below zero', () => {
  const bench = aBench({ ZUSD: '110' })
  const order = bench.place({ orderType: 'stop-loss', price: '105', volume: '1' })
  bench.print('105', '1', 'buy')
  bench.book(aDepth('', '200 x 5'))
  expect(bench.order(order.id)).toMatchObject({ status: 'canceled', reason: 'Insufficient funds' })
  expect(bench.state.balances.ZUSD).toBe('110')
})

test('a filled order opens its conditional close, which fires as an order of its own', () => {
  const bench = aBench()
  const parent = bench.place({
    orderType: 'market',
    volume: '1',
    close: { orderType: 'stop-loss', price: '-5%' },
  })
  const [child] = Object.values(bench.state.orders)
  expect(child).toMatchObject({ parent: parent.id, side: 'sell', volume: '1', trigger: '96', stage: 'armed' })
  bench.print('96', '1', 'sell', NOW + 5)
  bench.book(BOOK, NOW + 5)
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker', '1 @ 99 taker'])
})

test('an order that is canceled unfilled opens no conditional close', () => {
  const bench = aBench()
  const order = bench.place({ price: '90', close: { orderType: 'limit', price: '120' } })
  bench.do({ kind: 'cancel', ids: [order.id], reason: 'User requested', now: NOW })
  expect(bench.state.orders).toEqual({})
})

test('a trailing-stop-limit buy holds the limit that it would get, so that firing never leaves it uncovered', () => {
  const wish = { orderType: 'trailing-stop-limit', price: '+5', price2: '+4' } as const
  expect(refusalOf(() => aBench({ ZUSD: '109.4359' }).place(wish))).toBe('EOrder:Insufficient funds')
  expect(available(aBenchWith('109.436', wish).state, 'ZUSD')).toBe('0')
})

const aBenchWith = (funds: string, wish: Partial<Wish>) => {
  const bench = aBench({ ZUSD: funds })
  bench.place(wish)
  return bench
}

// A relative close of −150 % once became a market order, since it had no price left.
test('a conditional close whose price leads below zero is opened and canceled', () => {
  const bench = aBench()
  bench.place({ orderType: 'market', close: { orderType: 'stop-loss', price: '-150%' } })
  expect(bench.state.orders).toEqual({})
  expect(bench.effects.at(-1)).toMatchObject({
    kind: 'closed',
    order: { reason: 'Invalid price', filled: '0' },
  })
})

// Its limit once fell below zero with the trigger, and the hold with it.
test('a trailing-stop-limit that trailed far down gets the lowest price there is', () => {
  const bench = aBench({ ZUSD: '1000' })
  const order = bench.place({ orderType: 'trailing-stop-limit', price: '+1', price2: '-9' })
  bench.print('5', '1', 'sell')
  expect(Number(available(bench.state, 'ZUSD'))).toBeLessThanOrEqual(1000)
  bench.print('6', '1', 'buy')
  expect(bench.order(order.id)).toMatchObject({ stage: 'due', limit: '0.1' })
})
