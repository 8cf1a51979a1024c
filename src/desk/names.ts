import { checkPrecision } from '../domain/precision.ts'
import type { Market } from '../exchange/market.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { AssetPairs, Assets } from '../kraken/endpoints/market/listings.ts'
import { createNames, type Names } from '../kraken/names.ts'

interface Tables {
  readonly pairs: unknown
  readonly assets: unknown
  readonly names: Names
}

const known = new WeakMap<Market, Tables>()

/**
 * Spells the names in a call's parameters as Kraken wants them. Asks for the tables of pairs and assets only where
 * the call names one; both come from the market's cache. Throws unknown_pair or unknown_asset, what `checkPrecision`
 * says of a new order, or what the market throws.
 */
export const translate = async (
  market: Market,
  endpoint: Endpoint,
  params: Params,
  keepAlive: (work: Promise<unknown>) => void,
): Promise<Params> => {
  const isNamed = Object.keys(endpoint.names ?? {}).some((parameter) => params[parameter] !== undefined)
  if (!isNamed) return params
  const [pairs, assets] = await Promise.all([
    market.call(AssetPairs, {}, keepAlive),
    market.call(Assets, {}, keepAlive),
  ])
  const names = tablesOf(market, pairs.result, assets.result)
  const named = names.translate(endpoint, params)
  checkDigits(names, endpoint, named)
  return named
}

/** Says at once, with the numbers, what Kraken would refuse about an order's digits and size. */
const checkDigits = (names: Names, endpoint: Endpoint, params: Params): void => {
  for (const intent of endpoint.intents?.(params) ?? []) {
    const pair = intent.kind === 'add' ? names.pair(intent.pair) : undefined
    if (pair && intent.kind === 'add') checkPrecision(intent, pair)
  }
}

// The index is built again only when a table has changed.
const tablesOf = (market: Market, pairs: unknown, assets: unknown): Names => {
  const earlier = known.get(market)
  if (earlier && earlier.pairs === pairs && earlier.assets === assets) return earlier.names
  const names = createNames(pairs, assets)
  known.set(market, { pairs, assets, names })
  return names
}
