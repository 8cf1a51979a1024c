import type { Handler } from '../call.ts'
import { depositAddresses, depositMethods, depositStatus } from '../funds/deposits.ts'
import { allocateEarn, deallocateEarn, earnAllocationStatus, earnDeallocationStatus } from '../funds/earn.ts'
import { earnAllocations, earnStrategies } from '../funds/earn-views.ts'
import { accountTransfer, createSubaccount, walletTransfer } from '../funds/transfers.ts'
import { withdrawalAddresses, withdrawalMethods } from '../funds/withdrawal-places.ts'
import { cancelWithdrawal, withdrawalStatus } from '../funds/withdrawal-status.ts'
import { withdraw, withdrawalInfo } from '../funds/withdrawals.ts'
import { HANDLERS_OF_TRADING } from '../trading/handlers.ts'
import { assetPairs } from './asset-pairs.ts'
import { depth, groupedBook } from './depth.ts'
import { keyInfo } from './key-info.ts'
import { levelThree } from './level-three.ts'
import { assets } from './listings.ts'
import { ohlc } from './ohlc.ts'
import { addReport, removeReport, reportStatus, retrieveReport } from './reports.ts'
import { maintenanceSchedule, serverTime, systemStatus } from './status.ts'
import { ticker } from './ticker.ts'
import { spread, trades } from './trades.ts'
import { postTrade, preTrade } from './transparency.ts'
import { creditLines, walletAccounts, websocketsToken } from './wallets.ts'

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
  list_wallet_accounts: walletAccounts,
  get_credit_lines: creditLines,
  get_websockets_token: websocketsToken,
  request_export_report: addReport,
  get_export_status: reportStatus,
  retrieve_export: retrieveReport,
  remove_export: removeReport,
  get_deposit_methods: depositMethods,
  get_deposit_addresses: depositAddresses,
  get_deposit_status: depositStatus,
  get_withdrawal_methods: withdrawalMethods,
  get_withdrawal_addresses: withdrawalAddresses,
  get_withdrawal_info: withdrawalInfo,
  withdraw,
  get_withdrawal_status: withdrawalStatus,
  cancel_withdrawal: cancelWithdrawal,
  wallet_transfer: walletTransfer,
  list_earn_strategies: earnStrategies,
  list_earn_allocations: earnAllocations,
  allocate_earn: allocateEarn,
  deallocate_earn: deallocateEarn,
  get_earn_allocation_status: earnAllocationStatus,
  get_earn_deallocation_status: earnDeallocationStatus,
  create_subaccount: createSubaccount,
  account_transfer: accountTransfer,
  ...HANDLERS_OF_TRADING,
}
