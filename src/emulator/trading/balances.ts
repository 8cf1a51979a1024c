import { held } from '../../domain/matching/hold.ts'
import { isZero } from '../../domain/money.ts'
import type { Handler } from '../call.ts'
import { inLedger } from './show.ts'

/** Balance: every asset that is held. */
export const getAccountBalance: Handler = ({ world }) =>
  Object.fromEntries(
    heldAssets(world.account.balances).map(([asset, balance]) => [asset, inLedger(asset, balance)]),
  )

/** BalanceEx: the same with what open spot orders hold. */
export const getExtendedBalance: Handler = ({ world }) =>
  Object.fromEntries(
    heldAssets(world.account.balances).map(([asset, balance]) => [
      asset,
      { balance: inLedger(asset, balance), hold_trade: inLedger(asset, held(world.account, asset)) },
    ]),
  )

const heldAssets = (balances: Readonly<Record<string, string>>) =>
  Object.entries(balances).filter(([, balance]) => !isZero(balance))
