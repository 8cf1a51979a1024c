import { add, type Decimal, fixed, isLess, isMore, isPositive, negate, subtract } from '../../domain/money.ts'
import { type Call, type Handler, KrakenRefusal } from '../call.ts'
import { hexOf } from '../hash.ts'
import { newId } from '../ids.ts'
import { amountOf, assetOf, isAtLeast, requiredText, textOf } from '../judge.ts'
import { findAsset } from '../market/assets.ts'
import { available, post } from '../trading/account.ts'
import type { Withdrawal } from '../world.ts'
import { inWindow, paged } from './listing.ts'
import { DESTINATIONS, type Destination, METHODS, type Method, methodId, networkId } from './methods.ts'

const SETTLES_AFTER_MS = 600_000

const assetFilter = ({ params }: Call) => {
  if (textOf(params, 'asset') === undefined) return () => true
  const { key } = assetOf(params)
  return (row: { readonly asset: string }) => row.asset === key
}

export const withdrawalMethods: Handler = (call) => {
  const network = textOf(call.params, 'network')
  return METHODS.filter(assetFilter(call))
    .filter((one) => network === undefined || one.network === network)
    .map((one) => ({
      asset: one.asset,
      method: one.method,
      method_id: methodId(one),
      network: one.network,
      network_id: networkId(one),
      minimum: one.withdrawMinimum,
      fee: { aclass: 'currency', asset: one.asset, fee: one.withdrawFee },
    }))
}

export const withdrawalAddresses: Handler = (call) => {
  const method = textOf(call.params, 'method')
  const key = textOf(call.params, 'key')
  const verified = textOf(call.params, 'verified')
  if (verified === 'false' || verified === '0') return []
  return DESTINATIONS.filter(assetFilter(call))
    .filter(
      (one) => (method === undefined || one.method === method) && (key === undefined || one.key === key),
    )
    .map((one) => ({
      address: one.address,
      asset: findAsset(one.asset)?.altname ?? one.asset,
      method: one.method,
      key: one.key,
      verified: true,
    }))
}

interface Plan {
  readonly asset: string
  readonly destination: Destination
  readonly method: Method
  /** What arrives: the fee comes out of what was asked for. */
  readonly net: Decimal
  readonly fee: Decimal
}

const planOf = ({ params }: Call): Plan => {
  const asset = assetOf(params)
  const key = requiredText(params, 'key')
  const destination = DESTINATIONS.find((one) => one.key === key && one.asset === asset.key)
  const method = METHODS.find((one) => one.asset === asset.key && one.method === destination?.method)
  if (!destination || !method) throw new KrakenRefusal('EFunding:Unknown withdraw key')
  const amount = amountOf(params, 'amount', asset)
  const net = subtract(amount, method.withdrawFee)
  if (!isAtLeast(amount, method.withdrawMinimum) || !isPositive(net))
    throw new KrakenRefusal('EFunding:Invalid amount')
  return { asset: asset.key, destination, method, net: fixed(net, asset.decimals), fee: method.withdrawFee }
}

export const withdrawalInfo: Handler = (call) => {
  const { asset, method, net, fee } = planOf(call)
  return { method: method.method, limit: available(call.world.account, asset), amount: net, fee }
}

export const withdraw: Handler = (call) => {
  const { world, params, now } = call
  const { asset, destination, method, net, fee } = planOf(call)
  const address = textOf(params, 'address')
  if (address !== undefined && address !== destination.address)
    throw new KrakenRefusal('EFunding:Invalid withdrawal address')
  const maxFee = textOf(params, 'max_fee')
  if (maxFee !== undefined && isMore(fee, maxFee)) throw new KrakenRefusal('EFunding:Max fee exceeded')
  if (isLess(available(world.account, asset), add(net, fee)))
    throw new KrakenRefusal('EFunding:Insufficient funds')
  const refid = newId(world, 'F', [6, 6, 6])
  post(world.account, { asset, amount: negate(net), fee, type: 'withdrawal', refid, now })
  world.withdrawals.push({
    refid,
    asset,
    method: method.method,
    network: method.network,
    key: destination.key,
    address: destination.address,
    amount: net,
    fee,
    time: now,
  })
  return { refid }
}

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
    throw new KrakenRefusal('EFunding:Unknown reference id')
  found.canceledAt = now
  const amount = add(found.amount, found.fee)
  post(world.account, { asset: key, amount, type: 'transfer', subtype: 'withdrawalcanceled', refid, now })
  return true
}
