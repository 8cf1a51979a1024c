import { expect, test } from 'vitest'
import { BreakwaterError } from '../../../src/domain/errors.ts'
import type { Print } from '../../../src/domain/matching/print.ts'
import type { Feed } from '../../../src/exchange/paper/feed.ts'
import { glimpse } from '../../../src/exchange/paper/glimpse.ts'
import type { Pair } from '../../../src/kraken/trading/call.ts'

const PAIR: Pair = {
  key: 'XXBTZUSD',
  altname: 'XBTUSD',
  wsname: 'XBT/USD',
  symbol: 'BTC/USD',
  base: 'XXBT',
  quote: 'ZUSD',
  pairDecimals: 1,
  lotDecimals: 8,
  costDecimals: 5,
  tickSize: '0.1',
  orderMin: '0.00005',
  costMin: '0.5',
  leverageBuy: [],
  leverageSell: [],
  status: 'online',
}

const print = (id: number): Print => ({ id, time: id * 1000, price: '100', volume: '1', side: 'buy' })

/** A tape of so many full pages and one print behind them, which refuses the page of this number. */
const aFeed = (full: number, refusesAt = Number.POSITIVE_INFINITY) => {
  let asked = 0
  const feed: Feed = {
    catalogue: async () => ({ pairs: new Map(), find: () => undefined, asset: () => undefined }),
    book: async () => ({ bids: [{ price: '99', volume: '1' }], asks: [{ price: '101', volume: '1' }] }),
    prices: async () => new Map(),
    async tape(_, since) {
      const page = Number(since)
      if (++asked > refusesAt) throw new BreakwaterError('busy', 'rate_limited', 'Too many calls')
      return { prints: [print(page + 1)], since: String(page + 1), isFull: page < full }
    },
  }
  return feed
}

const FROM = { since: '0', lastId: 0, last: '100' }

test('the tape is read page by page to its end', async () => {
  const seen = await glimpse(aFeed(5), PAIR, FROM)
  expect(seen).toMatchObject({ isWhole: true, cursor: { since: '6', lastId: 6 } })
  expect(seen.prints.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
})

test('a page that is refused ends the look, and what was read before it counts: nothing is read for ever', async () => {
  const seen = await glimpse(aFeed(5, 3), PAIR, FROM)
  expect(seen).toMatchObject({ isWhole: false, cursor: { since: '3', lastId: 3 }, depth: { bids: [] } })
  await expect(glimpse(aFeed(5, 0), PAIR, FROM)).rejects.toMatchObject({ code: 'rate_limited' })
})

test('a tape longer than one look goes on from its cursor', async () => {
  const first = await glimpse(aFeed(30), PAIR, FROM)
  expect(first).toMatchObject({ isWhole: false, cursor: { lastId: 20 } })
  const second = await glimpse(aFeed(30), PAIR, first.cursor)
  expect(second).toMatchObject({ isWhole: true, cursor: { lastId: 31 } })
  expect(second.prints[0]?.id).toBe(21)
})

// A trade that stood on two pages filled an order twice; one out of order let those behind it count again at the next look.
test('a trade counts once, whatever page it stands on and in whatever order', async () => {
  const pages = [
    [2, 4, 3],
    [4, 5, 5, 1],
  ]
  const feed: Feed = {
    ...aFeed(0),
    tape: async (_, since) => ({
      prints: (pages[Number(since)] ?? []).map(print),
      since: String(Number(since) + 1),
      isFull: since === '0',
    }),
  }
  const seen = await glimpse(feed, PAIR, FROM)
  expect(seen.prints.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5])
  expect(seen.cursor.lastId).toBe(5)
})
