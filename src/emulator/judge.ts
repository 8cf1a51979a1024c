import { Refused } from '../domain/matching/refused.ts'
import { compare, type Decimal, isDecimal, isPositive } from '../domain/money.ts'
import { requiredText } from '../kraken/trading/arguments.ts'
import type { Pair } from '../kraken/trading/call.ts'
import type { Call } from './call.ts'
import { type Asset, findAsset } from './market/assets.ts'

type Params = Call['params']

/** A positive decimal, with at most the asset's decimals. */
export const amountOf = (params: Params, name: string, asset: Asset): Decimal => {
  const value = requiredText(params, name)
  if (!isDecimal(value) || !isPositive(value)) throw new Refused('EFunding:Invalid amount')
  if ((value.split('.')[1] ?? '').replace(/0+$/, '').length > asset.decimals)
    throw new Refused('EFunding:Invalid amount')
  return value
}

export const isAtLeast = (value: Decimal, least: Decimal): boolean => compare(value, least) >= 0

export const pairOf = (call: Call, name = 'pair'): Pair => {
  const pair = call.market.find(requiredText(call.params, name))
  if (!pair) throw new Refused('EQuery:Unknown asset pair')
  return pair
}

/** The asset that funding calls name; `error` is what Kraken says of an unknown one. */
export const assetOf = (params: Params, error = 'EFunding:Unknown asset'): Asset => {
  const asset = findAsset(requiredText(params, 'asset'))
  if (!asset) throw new Refused(error)
  return asset
}
