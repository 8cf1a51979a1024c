import type { Depth } from '../../../src/domain/matching/depth.ts'
import type { Print } from '../../../src/domain/matching/print.ts'
import { advance } from '../../../src/kraken/trading/advance.ts'
import type { TapedMarket } from '../../../src/kraken/trading/call.ts'
import { PAPER_HABITS } from '../../../src/kraken/trading/habits.ts'
import { TRADING_HANDLERS } from '../../../src/kraken/trading/handlers.ts'
import { openRecord } from '../../../src/kraken/trading/open-record.ts'
import { BOOK, NOW, PAIR, refusalOf, rules } from '../../domain/matching/builders.ts'

const BITCOIN = { ...rules(), key: PAIR, wsname: 'XBT/USD', symbol: 'BTC/USD' }

/** A paper account behind Kraken's face, on a market by hand. */
export const aPaperTrader = (balances: Record<string, string> = { ZUSD: '10000', XXBT: '10' }) => {
  const account = openRecord({ seed: 'paper', mark: '0', balances, now: NOW })
  const shown = { depth: BOOK as Depth, last: '100', prints: [] as Print[], knownFrom: NOW }
  const market: TapedMarket = {
    pairs: new Map([[PAIR, BITCOIN]]),
    find: (name) => (['XBTUSD', PAIR].includes(name) ? BITCOIN : undefined),
    asset: (key) => ({ key, decimals: key === 'XXBT' ? 10 : 4 }),
    book: () => shown.depth,
    last: () => shown.last,
    prints: (_pair, after, until) => shown.prints.filter(({ time }) => time > after && time <= until),
    get knownFrom() {
      return shown.knownFrom
    },
  }
  const trader = {
    account,
    market,
    shown,
    now: NOW,
    call: (tool: string, params: Record<string, unknown> = {}): unknown =>
      TRADING_HANDLERS[tool]?.({ account, market, params, now: trader.now, habits: PAPER_HABITS }),
    refusal: (tool: string, params: Record<string, unknown>) => refusalOf(() => trader.call(tool, params)),
    place: (more: Record<string, unknown> = {}) =>
      trader.call('add_order', {
        pair: 'XBTUSD',
        type: 'buy',
        ordertype: 'limit',
        volume: '1',
        price: '98',
        ...more,
      }),
    look: (now: number) => {
      trader.now = now
      advance(account, market, now)
    },
  }
  return trader
}
