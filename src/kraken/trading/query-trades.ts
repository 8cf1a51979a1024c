import type { Trade } from '../../domain/matching/effect.ts'
import { Refused } from '../../domain/matching/refused.ts'
import { openVolume } from '../../domain/matching/state.ts'
import { isPositive } from '../../domain/money.ts'
import type { AccountState } from './account.ts'
import { choiceOf, flagOf, invalid, listOf, textOf } from './arguments.ts'
import type { TradingCall, TradingHandler } from './call.ts'
import { pairOf } from './named.ts'
import { paged } from './page.ts'
import { rangeOf } from './range.ts'
import { positionOf, tradeView } from './trade-view.ts'
import { isInWindow } from './visible.ts'

const MOST_IDS = 20
const TYPES = ['all', 'any position', 'closed position', 'closing position', 'no position'] as const

/** TradesHistory, newest first, 50 a page. Every fill is its own row: `consolidate_taker` is accepted and changes nothing. */
export const getTradeHistory: TradingHandler = (call) => {
  const { account, params } = call
  const inRange = rangeOf(params, (id) => account.trades.find((trade) => trade.id === id)?.time)
  const type = choiceOf(params, 'type', TYPES) ?? 'all'
  const pair = textOf(params, 'pair') === undefined ? undefined : pairOf(call).key
  const found = account.trades
    .filter(
      (trade) =>
        isInWindow(call, trade.time) && inRange(trade.time) && (pair === undefined || trade.pair === pair),
    )
    .filter((trade) => isOfType(trade, type, account))
    .reverse()
    .sort((a, b) => b.time - a.time)
  const { items, beside } = paged(params, found)
  return { trades: viewed(call, items), ...beside }
}

/** QueryTrades: up to 20 trades by id. */
export const queryTrades: TradingHandler = (call) => {
  const ids = listOf(call.params, 'txid')
  if (ids === undefined || ids.length > MOST_IDS) throw invalid('txid')
  const found = ids.map((id) => {
    const trade = call.account.trades.find((one) => one.id === id)
    if (trade === undefined || !isInWindow(call, trade.time)) throw new Refused('EOrder:Invalid order')
    return trade
  })
  return viewed(call, found)
}

const viewed = ({ account, market, params }: TradingCall, trades: readonly Trade[]) => {
  const wanted = { trades: flagOf(params, 'trades'), ledgers: flagOf(params, 'ledgers') }
  return Object.fromEntries(trades.map((trade) => [trade.id, tradeView(trade, account, market, wanted)]))
}

const isOfType = (trade: Trade, type: (typeof TYPES)[number], account: AccountState): boolean => {
  if (type === 'no position') return trade.leverage === 0
  if (type === 'any position') return trade.leverage > 0
  if (type === 'closing position') return trade.closes.length > 0
  if (type === 'all') return true
  const position = positionOf(account, trade)
  return position !== undefined && !isPositive(openVolume(position))
}
