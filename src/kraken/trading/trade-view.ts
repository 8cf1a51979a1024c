import type { Trade } from '../../domain/matching/effect.ts'
import type { Position } from '../../domain/matching/state.ts'
import { openVolume } from '../../domain/matching/state.ts'
import { divide, fixed, isPositive, subtract } from '../../domain/money.ts'
import type { AccountState } from './account.ts'
import type { TradingMarket } from './call.ts'
import { inCost, seconds } from './show.ts'

interface Wanted {
  /** The trades that closed the position this one opened. */
  readonly trades: boolean
  readonly ledgers: boolean
}

/** A trade as TradesHistory and QueryTrades show it; one that opened a position also tells what became of it. */
export const tradeView = (trade: Trade, account: AccountState, market: TradingMarket, wanted: Wanted) => {
  const pair = market.pairs.get(trade.pair)
  const cost = (amount: string) => inCost(amount, pair?.costDecimals ?? 5)
  return {
    ordertxid: trade.orderId,
    ...(trade.positionId === undefined && trade.closes[0] === undefined
      ? {}
      : { postxid: trade.positionId ?? trade.closes[0] }),
    pair: trade.pair,
    time: seconds(trade.time),
    type: trade.side,
    ordertype: trade.orderType,
    price: fixed(trade.price, Math.max(5, pair?.pairDecimals ?? 5)),
    cost: cost(trade.cost),
    fee: cost(trade.fee),
    vol: fixed(trade.volume, pair?.lotDecimals ?? 8),
    margin: cost(trade.margin),
    leverage: String(trade.leverage),
    misc: trade.closes.length > 0 ? 'closing' : '',
    trade_id: trade.number,
    maker: trade.role === 'maker',
    ...(trade.estimated ? { estimated: true } : {}),
    ...(trade.feeAssumed ? { fee_assumed: true } : {}),
    ...(wanted.ledgers ? { ledgers: trade.ledgers } : {}),
    ...closingView(positionOf(account, trade), cost, wanted.trades),
  }
}

/** The position that a trade opened, whether it still stands or not. */
export const positionOf = (account: AccountState, trade: Trade): Position | undefined =>
  trade.positionId === undefined
    ? undefined
    : (account.positions[trade.positionId] ??
      account.closedPositions.find((position) => position.id === trade.positionId))

const closingView = (
  position: Position | undefined,
  cost: (amount: string) => string,
  withTrades: boolean,
) => {
  if (position === undefined) return {}
  const isOpen = isPositive(openVolume(position))
  if (!isPositive(position.closedVolume)) return { posstatus: 'open' }
  const { quotePlaces, pairDecimals, lotDecimals } = position.terms
  const long = position.side === 'buy'
  const gain = subtract(position.closedCost, position.closedBasis)
  return {
    posstatus: isOpen ? 'open' : 'closed',
    cprice: fixed(divide(position.closedCost, position.closedVolume, pairDecimals, 'half-up'), pairDecimals),
    ccost: cost(position.closedCost),
    cfee: cost(position.closedFee),
    cvol: fixed(position.closedVolume, lotDecimals),
    cmargin: cost(divide(position.closedBasis, String(position.leverage), quotePlaces)),
    net: cost(subtract(long ? gain : subtract('0', gain), position.closedFee)),
    ...(withTrades ? { trades: position.closingTrades } : {}),
  }
}
