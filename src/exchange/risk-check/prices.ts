import { type Routes, rateBy, routesTo, symbolsOn } from '../../domain/equity/routes.ts'
import type { Decimal } from '../../domain/money.ts'
import type { PublicFacts } from '../rails/public-facts.ts'
import type { PairTable } from '../rails/tables.ts'

/** What one unit of an asset is worth at mid; undefined where nothing says. */
export type Rate = (asset: string) => Decimal | undefined

/**
 * Asks once for all the prices that lead from these assets to these currencies; undefined where Kraken did not answer at
 * all, so that a lost answer is not taken for assets without a price.
 */
export const readRates = async (
  market: Pick<PublicFacts, 'quotes'>,
  table: PairTable,
  assets: Iterable<string>,
  currencies: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Rate> | undefined> => {
  const names = [...assets]
  const routes = new Map([...currencies].map((currency) => [currency, routesIn(table, currency)] as const))
  const symbols = [...new Set([...routes.values()].flatMap((ways) => symbolsOn(ways, names)))]
  const quotes = await market.quotes(symbols, table)
  if (symbols.length > 0 && quotes.length === 0) return undefined
  return new Map([...routes].map(([currency, ways]) => [currency, rateBy(ways, quotes)]))
}

const kept = new WeakMap<PairTable, Map<string, Routes>>()

/** The ways through a table change only with the table. */
const routesIn = (table: PairTable, currency: string): Routes => {
  const known = kept.get(table) ?? new Map<string, Routes>()
  kept.set(table, known)
  const routes = known.get(currency) ?? routesTo(currency, [...table.pairs.values()])
  known.set(currency, routes)
  return routes
}
