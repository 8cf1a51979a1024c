import { compare, type Decimal, isDecimal, isPositive } from '../domain/money.ts'
import { type Call, KrakenRefusal, type Pair } from './call.ts'
import { type Asset, findAsset } from './market/assets.ts'

type Params = Call['params']

/** Refuses as Kraken does, naming the argument. */
export const invalid = (name: string): KrakenRefusal =>
  new KrakenRefusal(`EGeneral:Invalid arguments:${name}`)

/** An argument as text; undefined where it was left out or empty. */
export const textOf = (params: Params, name: string): string | undefined => {
  const value = params[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'object') throw invalid(name)
  return String(value)
}

export const requiredText = (params: Params, name: string): string => {
  const value = textOf(params, name)
  if (value === undefined) throw invalid(name)
  return value
}

export const wholeOf = (params: Params, name: string, preset: number, least = 0, most = 2 ** 40): number => {
  const value = textOf(params, name)
  if (value === undefined) return preset
  if (!/^\d{1,15}$/.test(value) || Number(value) < least || Number(value) > most) throw invalid(name)
  return Number(value)
}

/** A whole number that must be one of a few. */
export const oneOf = (params: Params, name: string, preset: number, allowed: readonly number[]): number => {
  const value = wholeOf(params, name, preset)
  if (!allowed.includes(value)) throw invalid(name)
  return value
}

export const flagOf = (params: Params, name: string): boolean => {
  const value = textOf(params, name)
  if (value === undefined) return false
  if (!['true', 'false', '0', '1'].includes(value)) throw invalid(name)
  return value === 'true' || value === '1'
}

export const choiceOf = <T extends string>(
  params: Params,
  name: string,
  words: readonly T[],
): T | undefined => {
  const value = textOf(params, name)
  const found = words.find((word) => word === value)
  if (value !== undefined && found === undefined) throw invalid(name)
  return found
}

/** A comma list or an array of texts; undefined where it was left out. */
export const listOf = (params: Params, name: string): readonly string[] | undefined => {
  const value = params[name]
  if (Array.isArray(value)) return value.map(String)
  return textOf(params, name)
    ?.split(',')
    .map((item) => item.trim())
}

/** A positive decimal, with at most the asset's decimals. */
export const amountOf = (params: Params, name: string, asset: Asset): Decimal => {
  const value = requiredText(params, name)
  if (!isDecimal(value) || !isPositive(value)) throw new KrakenRefusal('EFunding:Invalid amount')
  if ((value.split('.')[1] ?? '').replace(/0+$/, '').length > asset.decimals)
    throw new KrakenRefusal('EFunding:Invalid amount')
  return value
}

export const isAtLeast = (value: Decimal, least: Decimal): boolean => compare(value, least) >= 0

export const pairOf = (call: Call, name = 'pair'): Pair => {
  const pair = call.market.find(requiredText(call.params, name))
  if (!pair) throw new KrakenRefusal('EQuery:Unknown asset pair')
  return pair
}

/** The asset that funding calls name; `error` is what Kraken says of an unknown one. */
export const assetOf = (params: Params, error = 'EFunding:Unknown asset'): Asset => {
  const asset = findAsset(requiredText(params, 'asset'))
  if (!asset) throw new KrakenRefusal(error)
  return asset
}
