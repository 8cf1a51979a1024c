import type { Depth } from '../../../src/domain/matching/depth.ts'
import type { Effect, Trade } from '../../../src/domain/matching/effect.ts'
import { type MatchEvent, step } from '../../../src/domain/matching/engine.ts'
import { judge } from '../../../src/domain/matching/judge.ts'
import type { Order } from '../../../src/domain/matching/order.ts'
import { emptyState, type MatchState } from '../../../src/domain/matching/state.ts'
import type { PairRules } from '../../../src/domain/matching/terms.ts'
import type { Wish } from '../../../src/domain/matching/wish.ts'

export const PAIR = 'XXBTZUSD'
export const NOW = Date.UTC(2026, 8, 1, 12)

export const rules = (more: Partial<PairRules> = {}): PairRules => ({
  pair: PAIR,
  altname: 'XBTUSD',
  base: 'XXBT',
  quote: 'ZUSD',
  pairDecimals: 1,
  lotDecimals: 8,
  costDecimals: 5,
  basePlaces: 10,
  quotePlaces: 4,
  maker: '0.25',
  taker: '0.40',
  tickSize: '0.1',
  orderMin: '0.0001',
  costMin: '0.5',
  leverageBuy: [2, 3, 5],
  leverageSell: [2, 3, 5],
  status: 'online',
  ...more,
})

/** A book from `price x volume` words, best first: aDepth('99 x 1, 98 x 2', '101 x 1'). */
export const aDepth = (bids: string, asks: string): Depth => ({ bids: levels(bids), asks: levels(asks) })

const levels = (text: string) =>
  text === ''
    ? []
    : text.split(', ').map((word) => {
        const [price = '', volume = ''] = word.split(' x ')
        return { price, volume }
      })

export const BOOK = aDepth('99 x 1, 98 x 2, 97 x 5', '101 x 1, 102 x 2, 103 x 5')

export const aWish = (more: Partial<Wish> = {}): Wish => ({
  side: 'buy',
  orderType: 'limit',
  volume: '1',
  price: more.orderType === 'market' ? undefined : '100',
  ...more,
})

/** An account on which events happen one after the other; everything that happened is kept. */
export interface Bench {
  state: MatchState
  readonly effects: Effect[]
  do(event: MatchEvent): readonly Effect[]
  place(wish: Partial<Wish>, at?: { depth?: Depth; last?: string; now?: number; rules?: PairRules }): Order
  print(price: string, volume: string, side: 'buy' | 'sell', time?: number): readonly Effect[]
  book(depth: Depth, now?: number): readonly Effect[]
  clock(now: number): readonly Effect[]
  /** The order as it stands or as it ended. */
  order(id: string): Order
  trades(): readonly Trade[]
}

export const aBench = (balances: Record<string, string> = { ZUSD: '10000', XXBT: '10' }): Bench => {
  const ended = new Map<string, Order>()
  const bench: Bench = {
    state: { ...emptyState('bench'), balances },
    effects: [],
    do(event) {
      const { state, effects } = step(bench.state, event)
      bench.state = state
      bench.effects.push(...effects)
      for (const effect of effects) if (effect.kind === 'closed') ended.set(effect.order.id, effect.order)
      return effects
    },
    place(wish, { depth = BOOK, last = '100', now = NOW, rules: pairRules = rules() } = {}) {
      const ticket = judge(aWish(wish), { rules: pairRules, last, now })
      const effects = bench.do({ kind: 'place', ticket, sight: { depth, last, now } })
      const opened = effects.find((effect) => effect.kind === 'opened')
      if (opened?.kind !== 'opened') throw new Error('nothing was opened')
      return bench.order(opened.order.id)
    },
    print: (price, volume, side, time = NOW + 1000) =>
      bench.do({ kind: 'print', pair: PAIR, print: { time, price, volume, side } }),
    book: (depth, now = NOW + 1000) => bench.do({ kind: 'book', pair: PAIR, depth, now }),
    clock: (now) => bench.do({ kind: 'clock', now }),
    order(id) {
      const order = bench.state.orders[id] ?? ended.get(id)
      if (order === undefined) throw new Error(`no order ${id}`)
      return order
    },
    trades: () => bench.effects.flatMap((effect) => (effect.kind === 'trade' ? [effect.trade] : [])),
  }
  return bench
}

/** What a bench's trades were, as words: "1 @ 101 taker". */
export const fillsOf = (bench: Bench): readonly string[] =>
  bench.trades().map((trade) => `${trade.volume} @ ${trade.price} ${trade.role}`)

/** The string with which an act is refused. */
export const refusalOf = (act: () => unknown): string => {
  try {
    act()
  } catch (caught) {
    if (caught instanceof Error && 'error' in caught) return String(caught.error)
    throw caught
  }
  return 'accepted'
}
