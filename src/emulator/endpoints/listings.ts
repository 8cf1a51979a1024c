import { Refused } from '../../domain/matching/refused.ts'
import { choiceOf, invalid, listOf, textOf } from '../../kraken/trading/arguments.ts'
import type { Call, Handler } from '../call.ts'
import { ASSETS, type Asset, findAsset } from '../market/assets.ts'
import { LISTINGS, type Listing } from '../market/pairs.ts'

/** With assetVersion=1 results are keyed by display names instead of Kraken's own. */
export const usesDisplayNames = (params: Call['params']): boolean => {
  const version = textOf(params, 'assetVersion')
  if (version !== undefined && version !== '0' && version !== '1') throw invalid('assetVersion')
  return version === '1'
}

export const assets: Handler = ({ params }) => {
  const display = usesDisplayNames(params)
  if (choiceOf(params, 'aclass', ['currency', 'tokenized_asset']) === 'tokenized_asset') return {}
  const asked = listOf(params, 'asset')?.map((name) => {
    const found = findAsset(name)
    if (!found) throw new Refused('EQuery:Unknown asset')
    return found
  })
  return Object.fromEntries((asked ?? ASSETS).map((one) => [display ? one.symbol : one.key, assetRow(one)]))
}

const assetRow = (one: Asset) => ({
  aclass: 'currency',
  altname: one.altname,
  decimals: one.decimals,
  display_decimals: one.displayDecimals,
  ...(one.collateral === undefined ? {} : { collateral_value: one.collateral }),
  status: one.status,
  ...(one.marginRate === undefined ? {} : { margin_rate: one.marginRate }),
})

/** The pairs that a public call asks for by `pair`; all of them where it names none. */
export const askedPairs = ({ params, market }: Call): readonly Listing[] => {
  const names = listOf(params, 'pair')
  if (!names) return LISTINGS
  return names.map((name) => {
    const key = market.find(name)?.key
    const found = LISTINGS.find((listing) => listing.key === key)
    if (!found) throw new Refused('EQuery:Unknown asset pair')
    return found
  })
}
