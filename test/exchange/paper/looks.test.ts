import { expect, test } from 'vitest'
import type { Print } from '../../../src/domain/matching/print.ts'
import { createPaperBook } from '../../../src/exchange/paper/book.ts'
import type { Feed } from '../../../src/exchange/paper/feed.ts'
import { createLooks } from '../../../src/exchange/paper/looks.ts'
import type { Pair } from '../../../src/kraken/trading/call.ts'
import { openRecord } from '../../../src/kraken/trading/open-record.ts'
import { aClock } from '../../support/clock.ts'
import { aDatabase } from '../../support/sql.ts'

const pairOf = (key: string): Pair => ({
  key,
  altname: key,
  wsname: key,
  symbol: key,
  base: key.slice(0, 3),
  quote: 'USD',
  pairDecimals: 1,
  lotDecimals: 8,
  costDecimals: 5,
  tickSize: '0.1',
  orderMin: '0.0001',
  costMin: '0.5',
  leverageBuy: [],
  leverageSell: [],
  status: 'online',
})

const PAIRS = new Map(['AAAUSD', 'BBBUSD'].map((key) => [key, pairOf(key)]))
const PRINT: Print = { id: 1, time: 0, price: '100', volume: '1', side: 'buy' }

/** A market whose asks the test moves, and whose pair BBBUSD answers when the test lets it. */
const aMarket = () => {
  const clock = aClock()
  const market = { ask: '99', answer: () => {} }
  const feed: Feed = {
    catalogue: async () => ({ pairs: PAIRS, find: (name) => PAIRS.get(name), asset: () => undefined }),
    tape: async () => ({ prints: [PRINT], since: '1', isFull: false }),
    prices: async () => new Map(),
    async book({ key }) {
      const level = { price: market.ask, volume: '1' }
      if (key === 'BBBUSD') await new Promise<void>((resolve) => (market.answer = resolve))
      return { bids: [{ price: '90', volume: '1' }], asks: [level] }
    },
  }
  const book = createPaperBook(aDatabase())
  const at = clock.now()
  const record = openRecord({ seed: 'paper:test:0', mark: '0', balances: { USD: '1000' }, now: at })
  book.begin({ ...record, tape: {}, beginning: { at, balances: { USD: '1000' }, value: '1000', resets: 0 } })
  const looks = createLooks({ feed, book, clock, everyMs: 15_000 })
  return { clock, market, looks }
}

// A look at ten pairs held its first book until the tenth had answered, and then showed it as the present: orders that had
// come meanwhile were filled from a book older than themselves.
test('a book that waited for the book of another pair hides no newer one, and is as old as it is', async () => {
  const { clock, market, looks } = aMarket()
  const began = clock.now()
  const both = looks.look(['AAAUSD', 'BBBUSD'])
  await clock.advance(5_000)
  market.ask = '101'
  await looks.look(['AAAUSD'])
  expect(looks.seen('AAAUSD')).toMatchObject({ at: began + 5_000, depth: { asks: [{ price: '101' }] } })
  await clock.advance(2_000)
  market.answer()
  await both
  expect(looks.seen('AAAUSD')).toMatchObject({ at: began + 5_000, depth: { asks: [{ price: '101' }] } })
  expect(looks.seen('BBBUSD')?.at).toBe(began + 7_000)
})
