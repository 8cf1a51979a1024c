import { type Decimal, sumOfProducts } from '../money.ts'
import type { Bound, Facts } from './facts.ts'
import { countsFor, type Group } from './tally.ts'
import type { RateOf } from './worth.ts'

/** Some amounts (in the quote asset) of all groups that count against a bound, in a currency; undefined where one cannot be converted. */
export const worthOf = (
  bound: Bound,
  currency: string,
  { pairs }: Pick<Facts, 'pairs'>,
  groups: readonly Group[],
  rateOf: RateOf,
  amounts: (group: Group) => readonly Decimal[],
): Decimal | undefined => {
  const terms: (readonly [Decimal, Decimal])[] = []
  for (const group of groups) {
    const spent = countsFor(bound, group.tokenId) ? amounts(group).filter((amount) => amount !== '0') : []
    if (spent.length === 0) continue
    const rate = rateOf(quoteOf(group.pair, pairs), currency)
    if (rate === undefined) return undefined
    for (const amount of spent) terms.push([amount, rate])
  }
  return sumOfProducts(terms)
}

/** The base asset of a pair; of one that is not listed by its name. */
export const baseOf = (symbol: string, pairs: Facts['pairs']): string =>
  pairs.get(symbol)?.base ?? symbol.slice(0, symbol.indexOf('/'))

/** The quote asset of a pair; of one that is not listed by its name. */
export const quoteOf = (symbol: string, pairs: Facts['pairs']): string =>
  pairs.get(symbol)?.quote ?? symbol.slice(symbol.indexOf('/') + 1)
