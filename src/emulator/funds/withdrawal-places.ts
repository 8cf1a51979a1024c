import { textOf } from '../../kraken/trading/arguments.ts'
import type { Call, Handler } from '../call.ts'
import { assetOf } from '../judge.ts'
import { findAsset } from '../market/assets.ts'
import { DESTINATIONS, METHODS, methodId, networkId } from './methods.ts'

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
