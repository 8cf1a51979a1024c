import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equals, multiply } from '../../../src/domain/money.ts'
import { aBook, seenOrder } from './a-book.ts'

const plain = (n: number) => String(n)

test('what has traded moves the inventory of the token whose order it is', () => {
  const book = aBook([{ txid: 'O1' }])
  book.learn(seenOrder('O1', '0.4', '4000'))
  expect([book.net('t_a', 'BTC'), book.net('t_a', 'USD')]).toEqual(['0.4', '-4000'])
  expect(book.net('t_b', 'BTC')).toBe('0')
})

test('a sale takes from the inventory, and what was never bought goes below nothing', () => {
  const book = aBook([{ txid: 'O1', side: 'sell' }])
  book.learn(seenOrder('O1', '0.4', '4000', { side: 'sell' }))
  expect([book.net('t_a', 'BTC'), book.net('t_a', 'USD')]).toEqual(['-0.4', '4000'])
})

test('any order of any looks gives the same sums, and each fill counts once', () => {
  const look = fc.record({
    order: fc.integer({ min: 0, max: 3 }),
    executed: fc.integer({ min: 0, max: 10 }),
    isOver: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(look, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (looks, luck) => {
      // What Kraken shows of an order that has ended is its last word: the most that any look saw.
      const most = [0, 1, 2, 3].map((order) =>
        Math.max(0, ...looks.filter((one) => one.order === order).map(({ executed }) => executed)),
      )
      const shown = looks.map(({ order, executed, isOver }) => {
        const volume = isOver ? (most[order] ?? 0) : executed
        const side = order % 2 === 0 ? 'buy' : 'sell'
        return seenOrder(`O${order}`, plain(volume), multiply(plain(volume), '10000'), {
          side,
          status: isOver ? 'canceled' : 'open',
        })
      })
      const shuffled = [...shown].sort(() => ((luck.next().value ?? 0) % 3) - 1)
      const [a, b] = [shown, shuffled].map((list) => {
        const book = aBook([0, 1, 2, 3].map((n) => ({ txid: `O${n}`, side: n % 2 === 0 ? 'buy' : 'sell' })))
        for (const one of list) book.learn(one)
        return [book.net('t_a', 'BTC'), book.net('t_a', 'USD')]
      })
      expect(a).toEqual(b)
      const bought = (most[0] ?? 0) + (most[2] ?? 0) - (most[1] ?? 0) - (most[3] ?? 0)
      expect(equals(a?.[0] ?? '', plain(bought))).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('what a margin order trades is heard of, but is no inventory', () => {
  const book = aBook([{ txid: 'O1', leverage: '3' }])
  book.learn(seenOrder('O1', '0.4', '4000'))
  expect(book.net('t_a', 'BTC')).toBe('0')
  expect(book.heard).toMatchObject([
    { tokenId: 't_a', base: 'BTC', isMargin: true, volume: '0.4', cost: '4000' },
  ])
})

test('an order on a pair that is not known yet counts as working until it can be learnt', () => {
  const book = aBook([{ txid: 'O1' }])
  book.fills.learn([seenOrder('O1', '1', '10000', { status: 'closed' })], () => undefined, 1_000)
  expect(book.facts.orders(2_000)).toMatchObject([{ state: 'open', filled: '0' }])
  book.learn(seenOrder('O1', '1', '10000', { status: 'closed' }))
  expect(book.facts.orders(2_000)).toMatchObject([{ state: 'ended', filled: '1', pair: 'BTC/USD' }])
})

test('a cancelled order counts in full until a look has shown what of it had traded', () => {
  const book = aBook([{ txid: 'O1' }])
  book.sql.run("UPDATE intents SET ended = 'canceled'")
  expect(book.facts.orders(2_000)).toMatchObject([{ state: 'open', volume: '1', filled: '0' }])
  book.learn(seenOrder('O1', '0.3', '3000', { status: 'canceled' }))
  expect(book.facts.orders(2_000)).toMatchObject([{ state: 'ended', filled: '0.3', cost: '3000' }])
})

test('a look from before an amend does not shrink what was enlarged since', () => {
  const book = aBook([{ txid: 'O1' }])
  book.sql.run("UPDATE intents SET volume = '2'")
  book.learn(seenOrder('O1', '0', '0', { volume: '1' }))
  expect(book.facts.orders(2_000)).toMatchObject([{ volume: '2' }])
})
