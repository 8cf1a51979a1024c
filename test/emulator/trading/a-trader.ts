import type { Depth } from '../../../src/domain/matching/depth.ts'
import { Refused } from '../../../src/domain/matching/refused.ts'
import type { Market, Print } from '../../../src/emulator/call.ts'
import { findAsset } from '../../../src/emulator/market/assets.ts'
import { LISTINGS } from '../../../src/emulator/market/pairs.ts'
import { openWorld } from '../../../src/emulator/open-world.ts'
import { tradingCallOf } from '../../../src/emulator/trading/trading-call.ts'
import type { Tier } from '../../../src/emulator/world.ts'
import { advance } from '../../../src/kraken/trading/advance.ts'
import type { Pair } from '../../../src/kraken/trading/call.ts'
import { TRADING_HANDLERS } from '../../../src/kraken/trading/handlers.ts'

export const NOW = Date.UTC(2026, 8, 1, 12)

export const FLAT: Depth = {
  bids: [
    { price: '60000', volume: '1' },
    { price: '59990', volume: '2' },
  ],
  asks: [
    { price: '60010', volume: '1' },
    { price: '60020', volume: '2' },
  ],
}

/** A market by hand: what a test sets is what it shows, for every pair. */
export interface HandMarket extends Market {
  shown: Depth
  lastPrice: string
  readonly tape: Print[]
}

export const aMarket = (changes: Partial<Pair> = {}): HandMarket => {
  const pairs = new Map<string, Pair>(LISTINGS.map((one) => [one.key, { ...one, ...changes }]))
  const market: HandMarket = {
    shown: FLAT,
    lastPrice: '60005',
    tape: [],
    pairs,
    asset: findAsset,
    find: (name) => [...pairs.values()].find((pair) => [pair.key, pair.altname, pair.symbol].includes(name)),
    book: () => market.shown,
    last: () => market.lastPrice,
    prints: (_key, after, until) => market.tape.filter(({ time }) => time > after && time <= until),
    venue: (key) => {
      throw new RangeError(`the market by hand has no candles of ${key}`)
    },
  }
  return market
}

interface Options {
  readonly tier?: Tier
  readonly pair?: Partial<Pair>
}

/** A client with a seeded account on a market by hand. */
export const aTrader = ({ tier = 'unlimited', pair = {} }: Options = {}) => {
  const market = aMarket(pair)
  const world = openWorld('test', NOW, market)
  world.switches.tier = tier
  const { account } = world
  const trader = {
    world,
    market,
    account,
    now: NOW,
    /** Kraken's result; a refusal is thrown. */
    call(tool: string, params: Record<string, unknown> = {}): unknown {
      const handler = TRADING_HANDLERS[tool]
      if (handler === undefined) throw new Error(`no handler ${tool}`)
      advance(account, market, trader.now)
      return handler(tradingCallOf({ world, market, params, now: trader.now }))
    },
    /** The string with which a call is refused. */
    refusal(tool: string, params: Record<string, unknown> = {}): string {
      try {
        trader.call(tool, params)
      } catch (caught) {
        if (caught instanceof Refused) return caught.error
        throw caught
      }
      return 'accepted'
    },
    /** Places an order and returns its id. */
    place(params: Record<string, unknown> = {}): string {
      return String(at(trader.call('add_order', anOrder(params)), 'txid', '0'))
    },
    wait(ms: number): void {
      trader.now += ms
      advance(account, market, trader.now)
    },
    order: (id: string): unknown => at(trader.call('query_orders', { txid: id, trades: true }), id),
  }
  return trader
}

/** An answer or a part of it, as JSON has it. */
export type Row = Readonly<Record<string, unknown>>

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

/** What stands in an answer at a path; undefined where there is nothing. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isRow(inner) ? inner[name] : undefined), value)

/** The named rows of a map in an answer. */
export const rowsAt = (value: unknown, ...path: readonly string[]): [string, Row][] => {
  const found = at(value, ...path)
  return isRow(found) ? Object.entries(found).map(([name, row]) => [name, isRow(row) ? row : {}]) : []
}

/** The keys of a map in an answer, in its order. */
export const idsAt = (value: unknown, ...path: readonly string[]): string[] =>
  rowsAt(value, ...path).map(([id]) => id)

export const anOrder = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.01',
  price: '50000',
  ...more,
})
