import { Refused } from '../../domain/matching/refused.ts'
import { add, type Decimal, fixed, isLess, isMore, isPositive, negate, subtract } from '../../domain/money.ts'
import { available, post } from '../../kraken/trading/account.ts'
import { requiredText, textOf } from '../../kraken/trading/arguments.ts'
import type { Call, Handler } from '../call.ts'
import { newId } from '../ids.ts'
import { amountOf, assetOf, isAtLeast } from '../judge.ts'
import { DESTINATIONS, type Destination, METHODS, type Method } from './methods.ts'

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
  if (!destination || !method) throw new Refused('EFunding:Unknown withdraw key')
  const amount = amountOf(params, 'amount', asset)
  const net = subtract(amount, method.withdrawFee)
  if (!isAtLeast(amount, method.withdrawMinimum) || !isPositive(net))
    throw new Refused('EFunding:Invalid amount')
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
    throw new Refused('EFunding:Invalid withdrawal address')
  const maxFee = textOf(params, 'max_fee')
  if (maxFee !== undefined && isMore(fee, maxFee)) throw new Refused('EFunding:Max fee exceeded')
  if (isLess(available(world.account, asset), add(net, fee))) throw new Refused('EFunding:Insufficient funds')
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
