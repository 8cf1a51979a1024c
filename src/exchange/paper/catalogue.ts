import type { Decimal } from '../../domain/money.ts'
import { createNames, type Names } from '../../kraken/names.ts'
import { type PairInfo, readPairs } from '../../kraken/pairs.ts'
import type { Pair } from '../../kraken/trading/call.ts'

/** What the exchange lists: pairs by key, and both kinds of names in every spelling. */
export interface Catalogue {
  readonly pairs: ReadonlyMap<string, Pair>
  find(name: string): Pair | undefined
  asset(name: string): { readonly key: string; readonly decimals: number } | undefined
}

/** Reads AssetPairs and Assets; the reader builds anew only when one of them has changed. */
export const createCatalogues = () => {
  let latest: { readonly of: readonly [unknown, unknown]; readonly catalogue: Catalogue } | undefined
  return (assetPairs: unknown, assets: unknown): Catalogue => {
    if (latest && latest.of[0] === assetPairs && latest.of[1] === assets) return latest.catalogue
    const catalogue = build(createNames(assetPairs, assets), readPairs(assetPairs))
    latest = { of: [assetPairs, assets], catalogue }
    return catalogue
  }
}

const build = (names: Names, infos: readonly PairInfo[]): Catalogue => {
  const pairs = new Map(infos.map((info) => [info.key, pairOf(info)]))
  return {
    pairs,
    find: (name) => pairs.get(names.pair(name)?.key ?? ''),
    asset: names.asset,
  }
}

const STATUSES = ['online', 'cancel_only', 'post_only', 'limit_only', 'reduce_only'] as const

// A status that we do not know takes no orders. Paper has no margin, so no leverage is offered.
const pairOf = (info: PairInfo): Pair => ({
  key: info.key,
  altname: info.altname,
  wsname: info.wsname,
  symbol: info.symbol,
  base: info.base,
  quote: info.quote,
  pairDecimals: info.pairDecimals,
  lotDecimals: info.lotDecimals,
  costDecimals: info.costDecimals,
  tickSize: info.tickSize ?? tickOf(info.pairDecimals),
  orderMin: info.orderMin ?? '0',
  costMin: info.costMin ?? '0',
  leverageBuy: [],
  leverageSell: [],
  status: STATUSES.find((status) => status === info.status) ?? 'cancel_only',
})

const tickOf = (places: number): Decimal => (places === 0 ? '1' : `0.${'0'.repeat(places - 1)}1`)
