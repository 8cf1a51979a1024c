import { type Book, KrakenRefusal, type Market, type Pair, type Print } from '../../../src/emulator/call.ts'
import { LISTINGS } from '../../../src/emulator/market/pairs.ts'
import { openWorld } from '../../../src/emulator/open-world.ts'
import { advance } from '../../../src/emulator/trading/advance.ts'
import { TRADING_HANDLERS } from '../../../src/emulator/trading/handlers.ts'
import type { Tier } from '../../../src/emulator/world.ts'
import { TRADING } from '../../../src/kraken/endpoints/trading.ts'

export const NOW = Date.UTC(2026, 8, 1, 12)

export const FLAT: Book = {
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
  shown: Book
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

const [anyRow] = TRADING

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
      if (handler === undefined || anyRow === undefined) throw new Error(`no handler ${tool}`)
      advance(world, market, trader.now)
      return handler({ world, market, endpoint: anyRow, params, now: trader.now })
    },
    /** The string with which a call is refused. */
    refusal(tool: string, params: Record<string, unknown> = {}): string {
      try {
        trader.call(tool, params)
      } catch (caught) {
        if (caught instanceof KrakenRefusal) return caught.error
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
      advance(world, market, trader.now)
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
