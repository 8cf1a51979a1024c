import { PRESETS } from '../../src/domain/mandate/presets.ts'
import type { Bound, PairFact, ReadingFact } from '../../src/domain/risk/facts.ts'
import { createAudit } from '../../src/exchange/audit.ts'
import { createRailsDesk } from '../../src/exchange/rails/desk.ts'
import { createFills } from '../../src/exchange/rails/fills.ts'
import { createFundsSum } from '../../src/exchange/rails/funds.ts'
import type { Gathered } from '../../src/exchange/rails/gathered.ts'
import { createOrderFacts } from '../../src/exchange/rails/order-facts.ts'
import { createSnapshot } from '../../src/exchange/rails/snapshot.ts'
import { passRails, verdictOn } from '../../src/exchange/rails.ts'
import type { Sql } from '../../src/exchange/sql.ts'
import { AddOrder } from '../../src/kraken/endpoints/trading/placing.ts'
import { aDatabase } from '../support/sql.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const NOW = 1_790_000_000_000
const FLOOR_MS = 0.3
const ROUNDS = 15
const ORDERS = 100
/** What a busy token has behind it: so many orders resting, and so many that traded today. */
const RESTING = 10
const TRADED = 60

const ORDER = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '94000' } as const

/**
 * The CPU of the rails for one order under the preset `trader` and limits of the owner's: reading the journal, every rule,
 * shaping and what is reserved. What is fetched is not
 * in it.
 */
export const railsFigure = (): Figure => {
  const written = new Set<string>()
  const desk = aRailsDesk(aBusyJournal(), written)
  const asking = { tokenId: 't_bench', insists: true, isApproved: false }
  const round = () => {
    const before = process.cpuUsage()
    for (let at = 0; at < ORDERS; at++) {
      // The order before this one was written down since.
      written.add('r0')
      const judged = desk.judged(GATHERED, AddOrder, ORDER, asking)
      const first = { ...verdictOn(AddOrder, ORDER, judged), facts: judged.facts }
      passRails(AddOrder, ORDER, desk.judged(GATHERED, AddOrder, ORDER, asking, first))
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / ORDERS
  }
  for (let at = 0; at < 15; at++) round()
  const value = median(Array.from({ length: ROUNDS }, round))
  return {
    name: 'the rails, per order',
    value,
    floor: FLOOR_MS,
    shown: `${Math.round(value * 1000)} µs CPU`,
    floorShown: `≤ ${FLOOR_MS} ms`,
  }
}

const BTCUSD: PairFact = {
  symbol: 'BTC/USD',
  base: 'BTC',
  quote: 'USD',
  status: 'online',
  tickSize: '0.1',
  pairDecimals: 1,
  lotDecimals: 8,
  costDecimals: 5,
  orderMin: '0.00005',
  costMin: '0.5',
  maxLeverage: { buy: 10, sell: 10 },
}

const levels = (from: number, step: number) =>
  Array.from({ length: 100 }, (_, at) => [(from + at * step).toFixed(1), '0.5'] as const)

const GATHERED: Gathered = {
  intents: AddOrder.intents?.(AddOrder.params.parse({ ...ORDER, pair: 'BTC/USD' })) ?? [],
  needs: {
    pairs: true,
    books: ['BTC/USD'],
    lasts: ['BTC/USD'],
    conversions: [],
    holdings: true,
    positions: true,
    margin: false,
    reading: true,
    fills: true,
    targets: false,
  },
  table: {
    pairs: new Map([['BTC/USD', BTCUSD]]),
    pair: () => BTCUSD,
    altname: () => 'XBTUSD',
    asset: (code) => code,
  },
  books: new Map([['BTC/USD', { bids: levels(94_000, -1), asks: levels(94_001, 1), at: NOW }]]),
  lasts: new Map([['BTC/USD', { price: '94000', at: NOW }]]),
  quotes: [{ base: 'BTC', quote: 'USD', bid: '94000', ask: '94001', at: NOW }],
  holdings: [
    { asset: 'USD', total: '100000', free: '90000' },
    { asset: 'BTC', total: '2', free: '2' },
  ],
  positions: [],
  targets: new Map(),
  fillsVersion: 0,
  isFresh: true,
}

const NONE = { loss: '0', drawdownPercent: '0' }
const READING: ReadingFact = {
  asksMargin: true,
  at: NOW,
  currency: 'USD',
  equity: '280000',
  day: NONE,
  week: NONE,
  month: NONE,
}

const BOUNDS: readonly Bound[] = [
  { key: 't_bench', whose: 'token', name: 'bench', mandate: PRESETS.trader, counts: new Set(['t_bench']) },
  {
    key: 'owner',
    whose: 'owner',
    name: 'the owner’s limits',
    mandate: { maxDayNotional: '90000' },
    counts: 'account',
  },
]

/** A desk over a journal in which `written` names what was written since the last look. */
const aRailsDesk = (sql: Sql, written: Set<string>) => {
  const fills = createFills(sql, createAudit(sql))
  let isFirst = true
  const taken = () => {
    const ids = isFirst ? ('all' as const) : new Set(written)
    isFirst = false
    written.clear()
    return ids
  }
  return createRailsDesk({
    gather: async () => GATHERED,
    snapshot: createSnapshot({
      exchange: 'kraken',
      account: 'live',
      sources: {
        boundsOf: () => BOUNDS,
        withReadings: (bounds) => bounds,
        reading: () => READING,
        refresh: async () => {},
        tradingState: () => 'ACTIVE',
      },
      facts: createOrderFacts(sql, { taken }),
      fills,
      now: () => NOW,
    }),
    funds: createFundsSum(sql),
    isOutdated: () => false,
    now: () => NOW,
  })
}

const aBusyJournal = (): Sql => {
  const sql = aDatabase()
  const write = (id: string, filled: string, isFinal: number) =>
    sql.run(
      `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, pair, symbol, side, state,
         txids, intended_at, order_type, volume, limit_price, worst_price, filled, cost, filled_at, final)
       VALUES (?, ?, 0, 'r', 't_bench', 'add_order', '{}', '', 'XBTUSD', 'BTC/USD', 'buy', 'placed', ?, ?, 'limit',
         '0.001', '90000', '90000', ?, ?, ?, ?)`,
      id,
      id,
      JSON.stringify([id]),
      NOW - 7_200_000,
      filled,
      filled === '0' ? '0' : '90',
      filled === '0' ? null : NOW - 7_200_000,
      isFinal,
    )
  for (let at = 0; at < RESTING; at++) write(`r${at}`, '0', 0)
  for (let at = 0; at < TRADED; at++) write(`t${at}`, '0.001', 1)
  return sql
}
