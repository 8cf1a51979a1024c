import { Refused } from '../../domain/matching/refused.ts'
import { add } from '../../domain/money.ts'
import { post } from '../../kraken/trading/account.ts'
import { requiredText } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { hexOf } from '../hash.ts'
import { assetOf } from '../judge.ts'
import type { Withdrawal } from '../world.ts'
import { inWindow, paged } from './listing.ts'

const SETTLES_AFTER_MS = 600_000

const isSettled = ({ held, time }: Withdrawal, now: number) => !held && now - time >= SETTLES_AFTER_MS

const statusOf = (one: Withdrawal, now: number) => {
  if (one.canceledAt !== undefined) return { status: 'Failure', 'status-prop': 'canceled' }
  if (isSettled(one, now)) return { status: 'Success', txid: hexOf(`withdrawal ${one.refid}`, 64) }
  return { status: 'Pending' }
}

export const withdrawalStatus: Handler = ({ world, params, now }) => {
  const rows = world.withdrawals.filter(inWindow(params)).map((one) => ({
    method: one.method,
    network: one.network,
    aclass: 'currency',
    asset: one.asset,
    refid: one.refid,
    txid: null,
    info: one.address,
    amount: one.amount,
    fee: one.fee,
    time: Math.floor(one.time / 1000),
    ...statusOf(one, now),
    key: one.key,
  }))
  return paged(params, 'withdrawals', rows.reverse())
}

/** A withdrawal that has not settled can be taken back, once. */
export const cancelWithdrawal: Handler = ({ world, params, now }) => {
  const { key } = assetOf(params)
  const refid = requiredText(params, 'refid')
  const found = world.withdrawals.find((one) => one.refid === refid && one.asset === key)
  if (!found || found.canceledAt !== undefined || isSettled(found, now))
    throw new Refused('EFunding:Unknown reference id')
  found.canceledAt = now
  const amount = add(found.amount, found.fee)
  post(world.account, { asset: key, amount, type: 'transfer', subtype: 'withdrawalcanceled', refid, now })
  return true
}
