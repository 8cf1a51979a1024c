import type { ToolsetName as MirrorToolset } from '../kraken/endpoints/all.ts'

/** The toolsets in the order in which their tools are listed. A URL names them: `/mcp/x/market,trading`. */
export const TOOLSET_NAMES = [
  'market',
  'account',
  'export',
  'trading',
  'funding',
  'earn',
  'subaccounts',
  'websocket',
  'risk',
  'analysis',
  'paper',
] as const satisfies readonly (MirrorToolset | 'risk' | 'analysis' | 'paper')[]
export type ToolsetName = (typeof TOOLSET_NAMES)[number]

/** Tells whether a word names a toolset. */
export const isToolsetName = (word: string): word is ToolsetName =>
  TOOLSET_NAMES.some((name) => name === word)

/** What plain `/mcp` lists: enough to look, buy, stop and check, and small enough for any client. */
export const CORE: ReadonlySet<string> = new Set([
  'get_system_status',
  'get_asset_pairs',
  'get_ticker',
  'get_ohlc',
  'get_order_book',
  'get_recent_trades',
  'get_account_balance',
  'get_trade_balance',
  'get_trade_volume',
  'get_ledgers',
  'get_api_key_info',
  'get_open_orders',
  'get_closed_orders',
  'query_orders',
  'get_trade_history',
  'get_open_positions',
  'add_order',
  'add_order_batch',
  'amend_order',
  'edit_order',
  'cancel_order',
  'cancel_order_batch',
  'cancel_all_orders',
  'cancel_all_orders_after',
  'get_risk_state',
  'get_intent',
  'get_mandate',
  'check_order',
  'arm_dead_man_switch',
  'activate_kill_switch',
  'calculate_indicators',
  'analyze_multi_timeframe',
  'get_market_overview',
  'get_paper_account',
])
