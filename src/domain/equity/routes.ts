import { add, type Decimal, divide, isPositive, multiply } from '../money.ts'
import type { QuoteFact } from '../risk/facts.ts'

/** What a price leads between; the symbol names the pair. */
export interface Leg {
  readonly symbol: string
  readonly base: string
  readonly quote: string
}

/** Per asset the pairs whose prices lead from it to the currency, in that order; the currency itself has none. */
export type Routes = ReadonlyMap<string, readonly Leg[]>

/** Through these first, where several ways are equally short: the most traded ones. */
const CROSSROADS = ['USD', 'USDT', 'USDC', 'EUR', 'BTC', 'ETH']
const PLACES = 18

/** Finds the shortest way from every asset to a currency over the listed pairs. What is not in the answer has no price. */
export const routesTo = (currency: string, legs: readonly Leg[]): Routes => {
  const byAsset = new Map<string, Leg[]>()
  for (const leg of legs)
    for (const asset of [leg.base, leg.quote]) byAsset.set(asset, [...(byAsset.get(asset) ?? []), leg])
  const routes = new Map<string, readonly Leg[]>([[currency, []]])
  for (let edge = [currency]; edge.length > 0; ) {
    const found: string[] = []
    for (const asset of edge)
      for (const leg of byAsset.get(asset) ?? []) {
        const other = leg.base === asset ? leg.quote : leg.base
        if (routes.has(other)) continue
        routes.set(other, [leg, ...(routes.get(asset) ?? [])])
        found.push(other)
      }
    edge = found.sort(byTraffic)
  }
  return routes
}

/** The pairs whose quotes are needed to value these assets. */
export const symbolsOn = (routes: Routes, assets: Iterable<string>): readonly string[] => [
  ...new Set([...assets].flatMap((asset) => (routes.get(asset) ?? []).map(({ symbol }) => symbol))),
]

/** What one unit of an asset is worth, at mid, in the currency that the routes lead to; undefined where nothing says. */
export const rateBy = (
  routes: Routes,
  quotes: readonly QuoteFact[],
): ((asset: string) => Decimal | undefined) => {
  const mids = new Map(quotes.map((quote) => [`${quote.base}/${quote.quote}`, midOf(quote)]))
  return (asset) => {
    let rate: Decimal | undefined = routes.has(asset) ? '1' : undefined
    let at = asset
    for (const { base, quote } of routes.get(asset) ?? []) {
      const mid = mids.get(`${base}/${quote}`)
      if (rate === undefined || mid === undefined) return undefined
      rate = at === base ? multiply(rate, mid) : divide(rate, mid, PLACES)
      at = at === base ? quote : base
    }
    return rate
  }
}

/** Between best bid and ask; undefined where a side is missing. */
export const midOf = ({ bid, ask }: Pick<QuoteFact, 'bid' | 'ask'>): Decimal | undefined =>
  isPositive(bid) && isPositive(ask) ? divide(add(bid, ask), '2', PLACES) : undefined

const byTraffic = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1)

const rank = (asset: string): number => {
  const at = CROSSROADS.indexOf(asset)
  return at < 0 ? CROSSROADS.length : at
}
