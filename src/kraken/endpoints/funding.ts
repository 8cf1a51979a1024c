import type { Endpoint } from '../endpoint.ts'
import { DepositAddresses, DepositMethods, DepositStatus } from './funding/deposits.ts'
import { WalletTransfer } from './funding/transfers.ts'
import {
  Withdraw,
  WithdrawAddresses,
  WithdrawCancel,
  WithdrawInfo,
  WithdrawMethods,
  WithdrawStatus,
} from './funding/withdrawals.ts'

export const FUNDING: readonly Endpoint[] = [
  DepositMethods,
  DepositAddresses,
  DepositStatus,
  WithdrawMethods,
  WithdrawAddresses,
  WithdrawInfo,
  WithdrawStatus,
  Withdraw,
  WithdrawCancel,
  WalletTransfer,
]
