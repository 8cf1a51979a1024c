import { expect, test } from 'vitest'
import { aBench, aDepth, fillsOf, NOW } from './builders.ts'

const SHOWN = aDepth('99 x 1', '101 x 1, 103 x 5')

/** An account whose own sell rests at 102, between the two asks of strangers. */
const withOwnAsk = () => {
  const bench = aBench()
  const own = bench.place({ side: 'sell', price: '102', volume: '2' }, { depth: SHOWN })
  return { bench, own }
}

test('cancel-newest, the default, takes what stands before our own order and then goes', () => {
  const { bench, own } = withOwnAsk()
  const order = bench.place({ orderType: 'market', volume: '3' }, { depth: SHOWN })
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker'])
  expect(order).toMatchObject({ status: 'canceled', filled: '1', reason: 'Self trade prevention' })
  expect(bench.order(own.id).status).toBe('open')
})

test('cancel-oldest cancels our own order on the way and goes on', () => {
  const { bench, own } = withOwnAsk()
  const order = bench.place(
    { orderType: 'market', volume: '3', selfTrade: 'cancel-oldest' },
    { depth: SHOWN },
  )
  expect(fillsOf(bench)).toEqual(['1 @ 101 taker', '2 @ 103 taker'])
  expect(order.status).toBe('closed')
  expect(bench.order(own.id)).toMatchObject({ status: 'canceled', reason: 'Self trade prevention' })
})

test('cancel-both cancels the two that would have met', () => {
  const { bench, own } = withOwnAsk()
  const order = bench.place({ price: '105', volume: '3', selfTrade: 'cancel-both' }, { depth: SHOWN })
  expect([order, bench.order(own.id)].map(({ status, filled }) => `${status} ${filled}`)).toEqual([
    'canceled 1',
    'canceled 0',
  ])
})

test('an order that is filled before it reaches our own leaves it alone', () => {
  const { bench, own } = withOwnAsk()
  const order = bench.place({ orderType: 'market', volume: '1', selfTrade: 'cancel-both' }, { depth: SHOWN })
  expect([order.status, bench.order(own.id).status]).toEqual(['closed', 'open'])
})

test('at our own price the strangers before us are met first, those behind us after', () => {
  const bench = aBench()
  const own = bench.place({ side: 'sell', price: '103', volume: '2' }, { depth: aDepth('99 x 1', '103 x 2') })
  expect(own.queueAhead).toBe('2')
  const grown = aDepth('99 x 1', '103 x 5')
  const order = bench.place({ price: '103', volume: '4', selfTrade: 'cancel-oldest' }, { depth: grown })
  expect(order.status).toBe('closed')
  expect(fillsOf(bench)).toEqual(['2 @ 103 taker', '2 @ 103 taker'])
  // Both parts once claimed that nothing was taken before them: the drill's seed 20262324.
  expect(bench.trades().map(({ evidence }) => evidence)).toMatchObject([
    { price: '103', shown: '5', takenBefore: '0' },
    { price: '103', shown: '5', takenBefore: '2' },
  ])
  const shorter = bench.place({ price: '103', volume: '1' }, { depth: grown })
  expect(shorter.status).toBe('closed')
})

test('a post-only order that would meet our own is canceled as post-only', () => {
  const { bench } = withOwnAsk()
  const order = bench.place({ price: '102', flags: ['post'] }, { depth: aDepth('99 x 1', '104 x 1') })
  expect(order).toMatchObject({ status: 'canceled', reason: 'Post only order' })
})

test('fill-or-kill that our own order cuts short takes nothing and cancels nothing', () => {
  const { bench, own } = withOwnAsk()
  const order = bench.place(
    { price: '105', volume: '3', timeInForce: 'FOK', selfTrade: 'cancel-both' },
    { depth: SHOWN },
  )
  expect(order).toMatchObject({ status: 'canceled', filled: '0' })
  expect(bench.order(own.id).status).toBe('open')
})

test('an amended price and a fired stop meet our own orders like any taker', () => {
  const { bench, own } = withOwnAsk()
  const bid = bench.place({ price: '98' }, { depth: SHOWN })
  bench.do({
    kind: 'amend',
    id: bid.id,
    changes: { limit: '102' },
    sight: { depth: aDepth('99 x 1', '103 x 5'), last: '100', now: NOW },
  })
  expect(bench.order(bid.id)).toMatchObject({ status: 'canceled', reason: 'Self trade prevention' })
  const stop = bench.place({ orderType: 'stop-loss', price: '101.5' }, { depth: SHOWN })
  bench.print('101.5', '1', 'buy')
  bench.book(aDepth('99 x 1', '103 x 5'))
  expect(bench.order(stop.id)).toMatchObject({ status: 'canceled', filled: '0' })
  expect(bench.order(own.id).status).toBe('open')
})
