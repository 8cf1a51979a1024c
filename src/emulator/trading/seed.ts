import { feeTier } from '../../domain/fees.ts'
import type { Entry, Trade } from '../../domain/matching/effect.ts'
import { emptyState } from '../../domain/matching/state.ts'
import { add, type Decimal, negate, subtract } from '../../domain/money.ts'
import type { AccountState } from '../../kraken/trading/account.ts'
import type { Pair } from '../../kraken/trading/call.ts'
import { rulesWith } from '../../kraken/trading/rules.ts'
import type { Market } from '../call.ts'
import { findAsset } from '../market/assets.ts'
import { BOUGHT, canceledOrder, filledOrder, restingOrder, seededTrade } from './seed-orders.ts'

const DAY_MS = 24 * 3_600_000

/** What the account holds once its seeded history is over. */
const FUNDS: Readonly<Record<string, Decimal>> = {
  ZUSD: '100000',
  ZEUR: '50000',
  XXBT: '2',
  XETH: '20',
  SOL: '100',
  XXDG: '50000',
  USDT: '10000',
  DOT: '500',
  XXRP: '5000',
  ADA: '5000',
  LINK: '200',
}

/** The pair of the seeded history, for a caller that has no market. */
const BITCOIN: Pair = {
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
  leverageBuy: [2, 3, 4, 5, 6, 7, 8, 9, 10],
  leverageSell: [2, 3, 4, 5, 6, 7, 8, 9, 10],
  status: 'online',
}

/**
 * A funded account: deposits forty days old, one filled buy, one order canceled and one resting far below the market. The deposits are
 * what the later history leaves at round figures, so that the ledger adds up to the balances.
 */
export const openAccount = (seed: string, now: number, market?: Market): AccountState => {
  const rules = rulesWith(market?.pairs.get(BITCOIN.key) ?? BITCOIN, feeTier('0'), { asset: findAsset })
  const boughtAt = now - 5 * DAY_MS
  const trade = seededTrade(rules, market?.last(rules.pair, boughtAt) ?? '60000', boughtAt)
  const opening = { ...FUNDS, ZUSD: sum3('100000', trade.cost, trade.fee), XXBT: subtract('2', BOUGHT) }
  const filled = filledOrder(rules, trade)
  const resting = restingOrder(rules, now - DAY_MS)
  return {
    ...emptyState(seed),
    balances: { ...FUNDS },
    orders: { [resting.id]: resting },
    positions: {},
    ledger: [...depositsOf(opening, now - 40 * DAY_MS), ...ledgerOf(trade, opening)],
    trades: [trade],
    closed: [canceledOrder(rules, now - 6 * DAY_MS), filled],
    closedPositions: [],
    amends: {},
    counters: {},
    lookedAt: now,
  }
}

const sum3 = (a: Decimal, b: Decimal, c: Decimal) => add(add(a, b), c)

const depositsOf = (opening: Record<string, Decimal>, time: number): Entry[] =>
  Object.entries(opening).map(([asset, amount], index) => ({
    id: `LSEED0-AAAAA-${String(index + 1).padStart(6, '0')}`,
    refid: `QSEED0-AAAAA-${String(index + 1).padStart(6, '0')}`,
    time: time + index * 60_000,
    type: 'deposit',
    subtype: '',
    asset,
    amount,
    fee: '0',
    balance: amount,
  }))

const ledgerOf = (trade: Trade, opening: Record<string, Decimal>): Entry[] => {
  const row = { refid: trade.id, time: trade.time, type: 'trade', subtype: '' }
  const paid = subtract(opening.ZUSD ?? '0', add(trade.cost, trade.fee))
  return [
    {
      ...row,
      id: 'LSEED1-AAAAA-000001',
      asset: 'ZUSD',
      amount: negate(trade.cost),
      fee: trade.fee,
      balance: paid,
    },
    { ...row, id: 'LSEED1-AAAAA-000002', asset: 'XXBT', amount: BOUGHT, fee: '0', balance: '2' },
  ]
}
