import { held } from '../../domain/matching/hold.ts'
import { isZero } from '../../domain/money.ts'
import type { TradingHandler } from './call.ts'
import { inLedger } from './show.ts'

/** Balance: every asset that is held. */
export const getAccountBalance: TradingHandler = ({ account, market }) =>
  Object.fromEntries(
    heldAssets(account.balances).map(([asset, balance]) => [asset, inLedger(market, asset, balance)]),
  )

/** BalanceEx: the same with what open spot orders hold. */
export const getExtendedBalance: TradingHandler = ({ account, market }) =>
  Object.fromEntries(
    heldAssets(account.balances).map(([asset, balance]) => [
      asset,
      {
        balance: inLedger(market, asset, balance),
        hold_trade: inLedger(market, asset, held(account, asset)),
      },
    ]),
  )

const heldAssets = (balances: Readonly<Record<string, string>>) =>
  Object.entries(balances).filter(([, balance]) => !isZero(balance))
