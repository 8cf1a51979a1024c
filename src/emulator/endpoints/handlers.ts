import type { Handler } from '../call.ts'
import { TRADING_HANDLERS } from '../trading/handlers.ts'
import { depth, groupedBook, levelThree } from './depth.ts'
import { keyInfo } from './key-info.ts'
import { assetPairs, assets } from './listings.ts'
import { ohlc } from './ohlc.ts'
import { maintenanceSchedule, serverTime, systemStatus } from './status.ts'
import { ticker } from './ticker.ts'
import { spread, trades } from './trades.ts'
import { postTrade, preTrade } from './transparency.ts'

/** Who answers each row, by the row's tool name. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  get_server_time: serverTime,
  get_system_status: systemStatus,
  get_maintenance_schedule: maintenanceSchedule,
  get_assets: assets,
  get_asset_pairs: assetPairs,
  get_ticker: ticker,
  get_ohlc: ohlc,
  get_order_book: depth,
  get_grouped_order_book: groupedBook,
  get_recent_trades: trades,
  get_recent_spreads: spread,
  get_pre_trade_data: preTrade,
  get_post_trade_data: postTrade,
  query_l3_order_book: levelThree,
  get_api_key_info: keyInfo,
  ...TRADING_HANDLERS,
}
