import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Depth, Level } from '../../../src/domain/matching/depth.ts'
import { held } from '../../../src/domain/matching/hold.ts'
import { Refused } from '../../../src/domain/matching/refused.ts'
import type { Wish } from '../../../src/domain/matching/wish.ts'
import {
  add,
  compare,
  divide,
  equals,
  isNegative,
  multiply,
  negate,
  subtract,
  sum,
} from '../../../src/domain/money.ts'
import { aBench, type Bench, NOW, PAIR } from './builders.ts'

type Happening =
  | { readonly kind: 'wish'; readonly wish: Partial<Wish>; readonly depth: Depth }
  | { readonly kind: 'print'; readonly price: string; readonly volume: string; readonly side: 'buy' | 'sell' }
  | { readonly kind: 'book'; readonly depth: Depth }
  | { readonly kind: 'cancel'; readonly index: number }
  | {
      readonly kind: 'amend'
      readonly index: number
      readonly volume: string
      readonly price: string
      readonly depth: Depth
    }
  | { readonly kind: 'time'; readonly seconds: number }

const tenths = (low: number, high: number) =>
  fc.integer({ min: low * 10, max: high * 10 }).map((value) => `${Math.floor(value / 10)}.${value % 10}`)
const volume = fc
  .integer({ min: 1_000_000, max: 900_000_000 })
  .map((units) => divide(String(units), '100000000', 8))
const side = fc.constantFrom('buy' as const, 'sell' as const)

const sorted = (levels: readonly Level[], best: 1 | -1): readonly Level[] => {
  const one = new Map(levels.map((level) => [level.price, level]))
  return [...one.values()].sort((a, b) => compare(a.price, b.price) * best)
}
const levels = (low: number, high: number) =>
  fc.array(fc.record({ price: tenths(low, high), volume }), { maxLength: 5 })
const depth = fc
  .tuple(levels(90, 99), levels(100, 110))
  .map(([bids, asks]): Depth => ({ bids: sorted(bids, -1), asks: sorted(asks, 1) }))

const flags = fc.constantFrom<readonly string[]>([], ['fcib'], ['fciq'])
const spot: fc.Arbitrary<Partial<Wish>> = fc.oneof(
  fc.record({
    side,
    volume,
    price: fc.constantFrom('+2', '+3%'),
    price2: fc.constantFrom('+4', '-1%'),
    orderType: fc.constant('trailing-stop-limit' as const),
  }),
  fc.record({
    side,
    volume,
    flags,
    price: tenths(88, 112),
    timeInForce: fc.constantFrom('GTC' as const, 'IOC' as const, 'FOK' as const),
  }),
  fc.record({ side, volume, flags, orderType: fc.constant('market' as const) }),
  fc.record({
    volume: tenths(1, 900),
    flags: fc.constant(['viqc']),
    orderType: fc.constant('market' as const),
  }),
  fc.record({
    side,
    volume,
    flags,
    price: tenths(88, 112),
    orderType: fc.constantFrom('stop-loss' as const, 'take-profit' as const),
  }),
  fc.record({
    side,
    volume,
    price: fc.constantFrom('+2', '+3%'),
    orderType: fc.constant('trailing-stop' as const),
  }),
  fc.record({
    side,
    volume,
    price: tenths(88, 112),
    close: fc.constant({ orderType: 'stop-loss' as const, price: '-3%' }),
  }),
)
const margin: fc.Arbitrary<Partial<Wish>> = fc.record({
  side,
  volume,
  leverage: fc.constantFrom('2', '5'),
  price: tenths(88, 112),
})

const happening = (wishes: fc.Arbitrary<Partial<Wish>>): fc.Arbitrary<Happening> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('wish' as const), wish: wishes, depth }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('print' as const), price: tenths(90, 110), volume, side }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('book' as const), depth }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), index: fc.nat(9) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('amend' as const),
        index: fc.nat(9),
        volume,
        price: tenths(88, 112),
        depth,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.nat(30) }) },
  )
const stories = (wishes: fc.Arbitrary<Partial<Wish>>) => fc.array(happening(wishes), { maxLength: 40 })

const START = { ZUSD: '2000', XXBT: '15' }

// As JSON keeps it: fields that are undefined are not there.
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const nth = (bench: Bench, index: number) => Object.keys(bench.state.orders).at(index)

/** Tells the story; what is refused must leave the state as it was. */
const tell = (story: readonly Happening[], each: (bench: Bench) => void = () => {}): Bench => {
  const bench = aBench(START)
  let now = NOW
  for (const next of story) {
    now += 1000
    const before = bench.state
    try {
      happen(bench, next, now)
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught
      expect(bench.state).toBe(before)
    }
    each(bench)
  }
  return bench
}

const happen = (bench: Bench, next: Happening, now: number): void => {
  if (next.kind === 'wish') bench.place(next.wish, { depth: next.depth, now })
  if (next.kind === 'print') bench.print(next.price, next.volume, next.side, now)
  if (next.kind === 'book') bench.book(next.depth, now)
  if (next.kind === 'time') bench.clock(now + next.seconds * 1000)
  if (next.kind === 'cancel') {
    const id = nth(bench, next.index)
    bench.do({ kind: 'cancel', ids: id === undefined ? [] : [id], reason: 'User requested', now })
  }
  if (next.kind === 'amend') {
    const id = nth(bench, next.index)
    const order = id === undefined ? undefined : bench.state.orders[id]
    if (id === undefined || order?.limit === undefined) return
    const changes = { volume: next.volume, limit: next.price }
    bench.do({ kind: 'amend', id, changes, sight: { depth: next.depth, last: '100', now } })
  }
}

const entriesOf = (bench: Bench) =>
  bench.effects.flatMap((effect) => (effect.kind === 'ledger' ? [effect.entry] : []))

const RUNS = { numRuns: 150 }

test('the ledger adds up to the balance, entry by entry and in total', () => {
  fc.assert(
    fc.property(stories(fc.oneof(spot, margin)), (story) => {
      const bench = tell(story)
      const running: Record<string, string> = { ...START }
      for (const entry of entriesOf(bench)) {
        running[entry.asset] = subtract(add(running[entry.asset] ?? '0', entry.amount), entry.fee)
        expect(entry.balance).toBe(running[entry.asset])
      }
      expect(running).toEqual(bench.state.balances)
    }),
    RUNS,
  )
})

test('no balance and nothing that is available ever falls below zero', () => {
  fc.assert(
    fc.property(stories(fc.oneof(spot, margin)), (story) => {
      tell(story, ({ state }) => {
        for (const [asset, balance] of Object.entries(state.balances)) {
          expect(isNegative(balance)).toBe(false)
          expect(isNegative(subtract(balance, held(state, asset)))).toBe(false)
        }
      })
    }),
    RUNS,
  )
})

test('trades and their fees are the whole of what moved', () => {
  fc.assert(
    fc.property(stories(spot), (story) => {
      const bench = tell(story)
      const trades = bench.trades()
      const quote = trades.map((trade) => (trade.side === 'buy' ? negate(trade.cost) : trade.cost))
      const base = trades.map((trade) => (trade.side === 'buy' ? trade.volume : negate(trade.volume)))
      const fees = (asset: string) =>
        sum(trades.filter((trade) => trade.feeAsset === asset).map((trade) => trade.charged))
      const { ZUSD = '', XXBT = '' } = bench.state.balances
      expect(equals(subtract(ZUSD, START.ZUSD), subtract(sum(quote), fees('ZUSD')))).toBe(true)
      expect(equals(subtract(XXBT, START.XXBT), subtract(sum(base), fees('XXBT')))).toBe(true)
    }),
    RUNS,
  )
})

test('with everything canceled, everything is available', () => {
  fc.assert(
    fc.property(stories(spot), (story) => {
      const bench = tell(story)
      const ids = Object.keys(bench.state.orders)
      bench.do({ kind: 'cancel', ids, reason: 'User requested', now: NOW })
      const children = Object.keys(bench.state.orders)
      bench.do({ kind: 'cancel', ids: children, reason: 'User requested', now: NOW })
      expect(bench.state.orders).toEqual({})
      expect(held(bench.state, 'ZUSD')).toBe('0')
      expect(held(bench.state, 'XXBT')).toBe('0')
    }),
    RUNS,
  )
})

test('a taker gets no more of a level than it shows, and no price better than the touch', () => {
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 6 }), depth, (wishes, shown) => {
      const bench = tell(wishes.map((wish) => ({ kind: 'wish', wish, depth: shown })))
      const taken = bench.trades().filter((trade) => trade.role === 'taker')
      for (const [taker, side] of [
        ['buy', shown.asks],
        ['sell', shown.bids],
      ] as const) {
        const mine = taken.filter((trade) => trade.side === taker)
        for (const level of side) {
          const volume = sum(
            mine.filter((trade) => equals(trade.price, level.price)).map((trade) => trade.volume),
          )
          expect(compare(volume, level.volume)).not.toBe(1)
        }
        expect(mine.every((trade) => side.some((level) => equals(level.price, trade.price)))).toBe(true)
      }
    }),
    RUNS,
  )
})

test('a print fills no more than its volume', () => {
  fc.assert(
    fc.property(
      fc.array(spot, { minLength: 1, maxLength: 8 }),
      volume,
      tenths(85, 115),
      side,
      (wishes, size, price, taker) => {
        const bench = tell(wishes.map((wish) => ({ kind: 'wish', wish, depth: { bids: [], asks: [] } })))
        const before = bench.trades().length
        bench.print(price, size, taker)
        const filled = sum(
          bench
            .trades()
            .slice(before)
            .map((trade) => trade.volume),
        )
        expect(compare(filled, size)).not.toBe(1)
      },
    ),
    RUNS,
  )
})

test('no order fills beyond its volume or its limit', () => {
  fc.assert(
    fc.property(stories(spot), (story) => {
      const bench = tell(story)
      for (const trade of bench.trades()) {
        const order = bench.order(trade.orderId)
        if (order.flags.includes('viqc')) expect(compare(order.cost, order.volume)).not.toBe(1)
        else expect(compare(order.filled, order.volume)).not.toBe(1)
        if (order.limit === undefined || order.amended) continue
        expect(compare(trade.price, order.limit) * (trade.side === 'buy' ? 1 : -1)).not.toBe(1)
      }
    }),
    RUNS,
  )
})

test('splitting an order never improves its average price', () => {
  fc.assert(
    fc.property(volume, depth, side, (size, shown, taker) => {
      fc.pre(compare(size, '0.02') === 1)
      const half = divide(size, '2', 8)
      const whole = add(half, half)
      const costOf = (...sizes: readonly string[]) => {
        const bench = aBench({ ZUSD: '1000000', XXBT: '1000' })
        for (const part of sizes)
          bench.place({ side: taker, orderType: 'market', volume: part }, { depth: shown })
        return sum(bench.trades().map((trade) => multiply(trade.price, trade.volume)))
      }
      expect(costOf(half, half)).toBe(costOf(whole))
    }),
    RUNS,
  )
})

test('the same events give the same fills, byte for byte', () => {
  fc.assert(
    fc.property(stories(fc.oneof(spot, margin)), (story) => {
      expect(JSON.stringify(tell(story))).toBe(JSON.stringify(tell(story)))
    }),
    { numRuns: 60 },
  )
})

test('a state that went through JSON goes on as if it had not', () => {
  fc.assert(
    fc.property(stories(spot), stories(spot), (first, second) => {
      const kept = tell(first)
      const revived = tell(first)
      revived.state = JSON.parse(JSON.stringify(revived.state))
      for (const bench of [kept, revived])
        for (const next of second) {
          try {
            happen(bench, next, NOW + 60_000)
          } catch (caught) {
            if (!(caught instanceof Refused)) throw caught
          }
        }
      expect(plain(revived.state)).toEqual(plain(kept.state))
      expect(kept.state.ids.next).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 60 },
  )
})

test('ids never repeat', () => {
  fc.assert(
    fc.property(stories(spot), (story) => {
      const bench = tell(story)
      const ids = bench.effects.flatMap((effect) => {
        if (effect.kind === 'ledger') return [effect.entry.id]
        if (effect.kind === 'trade') return [effect.trade.id]
        return effect.kind === 'opened' ? [effect.order.id] : []
      })
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(id).toMatch(/^[OTL][A-Z2-7]{5}-[A-Z2-7]{5}-[A-Z2-7]{6}$/)
    }),
    { numRuns: 50 },
  )
})

test('an order of another pair is never touched', () => {
  fc.assert(
    fc.property(stories(spot), (story) => {
      const bench = tell(story)
      const before = JSON.stringify(bench.state.orders)
      bench.do({
        kind: 'print',
        pair: `${PAIR}2`,
        print: { time: NOW, price: '1', volume: '9', side: 'sell' },
      })
      expect(JSON.stringify(bench.state.orders)).toBe(before)
    }),
    { numRuns: 50 },
  )
})
