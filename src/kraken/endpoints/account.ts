import type { Endpoint } from '../endpoint.ts'
import { GetApiKeyInfo } from './account/api-key.ts'
import { Balance, BalanceEx, TradeBalance } from './account/balances.ts'
import { Ledgers, QueryLedgers } from './account/ledgers.ts'
import { Level3 } from './account/level3.ts'
import { ClosedOrders, OpenOrders, OrderAmends, QueryOrders } from './account/orders.ts'
import { OpenPositions } from './account/positions.ts'
import { TradeVolume } from './account/trade-volume.ts'
import { QueryTrades, TradesHistory } from './account/trades.ts'
import { CreditLines, ListWalletAccounts } from './account/wallets.ts'

export const ACCOUNT: readonly Endpoint[] = [
  Balance,
  BalanceEx,
  TradeBalance,
  TradeVolume,
  Ledgers,
  QueryLedgers,
  CreditLines,
  GetApiKeyInfo,
  ListWalletAccounts,
  OpenOrders,
  ClosedOrders,
  QueryOrders,
  OrderAmends,
  TradesHistory,
  QueryTrades,
  OpenPositions,
  Level3,
]
