import { type MatchEvent, step } from '../../src/domain/matching/engine.ts'
import { judge } from '../../src/domain/matching/judge.ts'
import type { MatchState } from '../../src/domain/matching/state.ts'
import type { Wish } from '../../src/domain/matching/wish.ts'
import { addOrder } from '../../src/kraken/trading/add-order.ts'
import type { TradingCall, TradingMarket } from '../../src/kraken/trading/call.ts'
import { PAPER_HABITS } from '../../src/kraken/trading/habits.ts'
import { openRecord } from '../../src/kraken/trading/open-record.ts'
import { aBench, aWish, NOW, PAIR, rules } from '../domain/matching/builders.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const LEVELS = 1000
const WALKED = 20
const RESTING = 250
const ROUNDS = 400
const MOST_SUBMIT_MS = 5
const MOST_PRINT_MS = 0.2

/** The matching engine: an order from its parameters to its answer on a deep book, and many resting orders against one print. */
export const matchingFigures = (): readonly Figure[] => [submitFigure(), printFigure()]

const submitFigure = (): Figure => {
  const account = openRecord({ seed: 'bench', mark: '0', balances: { ZUSD: '1000000000' }, now: NOW })
  const place = (params: Record<string, string>) => {
    addOrder({
      ...CALL,
      account,
      params: { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '1', ...params },
    })
  }
  for (let count = 0; count < 50; count++) place({ price: String(9_000 + count) })
  // Nothing stays taken and nothing piles up: every round meets the same account and the same book.
  const kept = { ...account }
  const value = millisecondsOf(() => {
    Object.assign(account, kept, { trades: [], ledger: [], closed: [] })
    place({ ordertype: 'market', volume: String(WALKED) })
  })
  return figure(`submit to acknowledge, ${LEVELS} levels, ${WALKED} taken`, value, MOST_SUBMIT_MS)
}

const printFigure = (): Figure => {
  const bench = aBench({ ZUSD: '1000000000', XXBT: '1000' })
  const place = (wish: Partial<Wish>) => {
    const ticket = judge(aWish(wish), { rules: rules(), last: '10000', now: NOW })
    bench.do({ kind: 'place', ticket, sight: { depth: BOOK, last: '10000', now: NOW } })
  }
  for (let count = 0; count < RESTING; count++) place({ price: String(9_999 - count), volume: '1' })
  const print = { id: 1, time: NOW + 1, price: '9990', volume: '1', side: 'sell' } as const
  const value = millisecondsOf(() => void filled(bench.state, { kind: 'print', pair: PAIR, print }))
  return figure(`${RESTING} resting orders, a print that fills one`, value, MOST_PRINT_MS)
}

const filled = (state: MatchState, event: MatchEvent) => {
  const { effects } = step(state, event)
  if (effects.length === 0) throw new Error('the print filled nothing')
}

/** The CPU of one act, the median of many after as many that only warm up. */
const millisecondsOf = (act: () => void): number => {
  for (let round = 0; round < ROUNDS; round++) act()
  return median(
    Array.from({ length: ROUNDS }, () => {
      const before = process.cpuUsage()
      act()
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }),
  )
}

const levels = (from: number, direction: 1 | -1) =>
  Array.from({ length: LEVELS }, (_, at) => ({ price: String(from + at * direction), volume: '1' }))

const BOOK = { bids: levels(9_998, -1), asks: levels(10_001, 1) }

const BITCOIN = { ...rules(), key: PAIR, wsname: 'XBT/USD', symbol: 'BTC/USD' }

const MARKET: TradingMarket = {
  pairs: new Map([[PAIR, BITCOIN]]),
  find: () => BITCOIN,
  asset: (key) => ({ key, decimals: key === 'XXBT' ? 10 : 4 }),
  book: () => BOOK,
  last: () => '10000',
}

const CALL: Omit<TradingCall, 'account' | 'params'> = { market: MARKET, now: NOW, habits: PAPER_HABITS }

const figure = (name: string, value: number, floor: number): Figure => ({
  name,
  value,
  floor,
  shown: `${Math.round(value * 1000)} µs CPU`,
  floorShown: `≤ ${floor} ms`,
})
