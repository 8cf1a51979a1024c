import { addOrderBatch } from './add-batch.ts'
import { addOrder } from './add-order.ts'
import { amendOrder } from './amend-order.ts'
import { getAccountBalance, getExtendedBalance } from './balances.ts'
import type { TradingHandler } from './call.ts'
import { cancelAllOrders, cancelOrder, cancelOrderBatch } from './cancel-orders.ts'
import { cancelAllOrdersAfter } from './dead-man.ts'
import { editOrder } from './edit-order.ts'
import { getOpenPositions } from './positions.ts'
import { getLedgers, queryLedgers } from './query-ledgers.ts'
import { getClosedOrders, getOpenOrders, getOrderAmends, queryOrders } from './query-orders.ts'
import { getTradeHistory, queryTrades } from './query-trades.ts'
import { getTradeBalance } from './trade-balance.ts'
import { getTradeVolume } from './trade-volume.ts'

/** The trading and account handlers, by tool name. */
export const TRADING_HANDLERS: Readonly<Record<string, TradingHandler>> = {
  add_order: addOrder,
  add_order_batch: addOrderBatch,
  amend_order: amendOrder,
  edit_order: editOrder,
  cancel_order: cancelOrder,
  cancel_order_batch: cancelOrderBatch,
  cancel_all_orders: cancelAllOrders,
  cancel_all_orders_after: cancelAllOrdersAfter,
  get_open_orders: getOpenOrders,
  get_closed_orders: getClosedOrders,
  query_orders: queryOrders,
  get_order_amends: getOrderAmends,
  get_trade_history: getTradeHistory,
  query_trades: queryTrades,
  get_open_positions: getOpenPositions,
  get_account_balance: getAccountBalance,
  get_extended_balance: getExtendedBalance,
  get_trade_balance: getTradeBalance,
  get_trade_volume: getTradeVolume,
  get_ledgers: getLedgers,
  query_ledgers: queryLedgers,
}
