import { BreakwaterError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import type { Endpoint, NameForm, Params } from './endpoint.ts'
import { indexByName } from './name-index.ts'
import { type AssetInfo, type PairInfo, readAssets, readPairs } from './pairs.ts'

/** What Kraken lists, found by any spelling: BTC/USD, XBT/USD, XBTUSD, XXBTZUSD, BTCUSD, btc-usd; BTC, XBT, XXBT. */
export interface Names {
  pair(name: string): PairInfo | undefined
  asset(name: string): AssetInfo | undefined
  /**
   * Returns the parameters with every name in the spelling that the endpoint wants (see its `names`).
   * Throws `invalid` (unknown_pair, unknown_asset) with the nearest names in the hint.
   */
  translate(endpoint: Pick<Endpoint, 'names'>, params: Params): Params
}

/** Builds the index from the results of AssetPairs and Assets. */
export const createNames = (assetPairsResult: unknown, assetsResult: unknown): Names => {
  const pairs = readPairs(assetPairsResult)
  const assets = readAssets(assetsResult)
  const findPair = indexByName(pairs, (pair) => [
    [pair.key],
    [pair.altname],
    [pair.wsname, pair.symbol],
    [pair.wsname, pair.symbol].flatMap((name) => ['', '-', '_'].map((sign) => name.replaceAll('/', sign))),
  ])
  const findAsset = indexByName(assets, (asset) => [[asset.key], [asset.altname], [asset.symbol]])

  const spell = (form: NameForm, name: string): string => {
    if (form === 'asset' || form === 'assets') {
      const asset = findAsset(name)
      if (asset) return asset.altname
      throw unknown('unknown_asset', 'asset', name, nearest(name, symbols(assets)))
    }
    const pair = findPair(name)
    if (pair) return form === 'symbol' ? pair.symbol : pair.altname
    throw unknown('unknown_pair', 'pair', name, nearest(name, symbols(pairs)))
  }

  const spellAll = (form: NameForm, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => spellAll(form, item))
    return typeof value === 'string' ? spell(form, value) : value
  }

  return {
    pair: findPair,
    asset: findAsset,
    translate(endpoint, params) {
      if (isTokenized(params)) return params
      const forms = endpoint.names ?? {}
      return Object.fromEntries(
        Object.entries(params).map(([parameter, value]) => {
          const form = forms[parameter]
          return [parameter, form ? spellAll(form, value) : value]
        }),
      )
    },
  }
}

// Assets and AssetPairs list currencies only unless asked otherwise, so the names of tokenised ones pass as they are.
const isTokenized = ({ aclass, asset_class, aclass_base }: Params): boolean =>
  [aclass, asset_class, aclass_base].includes('tokenized_asset')

const symbols = (things: readonly { symbol: string }[]) => things.map(({ symbol }) => symbol)

const unknown = (
  code: 'unknown_pair' | 'unknown_asset',
  noun: string,
  name: string,
  near: readonly string[],
): BreakwaterError =>
  new BreakwaterError('invalid', code, `Kraken lists no ${noun} “${name}”.`, {
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `get_${noun === 'pair' ? 'asset_pairs' : 'assets'} lists them.`,
    details: { [noun]: name, nearest: near },
  })
