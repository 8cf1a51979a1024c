import { isZero } from '../../domain/money.ts'
import type { OrderIntent } from '../../domain/order.ts'
import type {
  Bound,
  HoldingFact,
  InventoryFact,
  Needs,
  OrderFact,
  TargetFact,
} from '../../domain/risk/facts.ts'
import { pathBetween } from './conversions.ts'
import type { PairTable } from './tables.ts'

interface Priced {
  readonly needs: Needs
  readonly bounds: readonly Bound[]
  readonly intents: readonly OrderIntent[]
  readonly targets: ReadonlyMap<string, TargetFact>
  readonly orders: readonly OrderFact[]
  readonly inventory: readonly InventoryFact[]
  readonly holdings: readonly HoldingFact[]
}

/**
 * The pairs whose quotes the rules may look at: what they asked for, and whatever counts against a bound turned into its
 * currency. One question to Kraken serves them all, so asking for more costs nothing.
 */
export const pairsToQuote = (table: PairTable, asked: Priced): readonly string[] => {
  const { needs, bounds } = asked
  const paths = needs.conversions.flatMap(({ from, to }) => pathBetween(table, from, to))
  if (needs.conversions.length === 0 && !needs.holdings) return [...new Set([...needs.lasts, ...paths])]
  const currencies = new Set(bounds.map(({ mandate }) => mandate.currency ?? 'USD'))
  const assets = assetsOf(table, asked)
  const counted = [...currencies].flatMap((to) => assets.flatMap((from) => pathBetween(table, from, to)))
  return [...new Set([...needs.lasts, ...paths, ...counted])]
}

const assetsOf = (table: PairTable, asked: Priced): readonly string[] => {
  const { bounds, intents, targets, orders, inventory, holdings } = asked
  const counts = (tokenId: string) =>
    bounds.some((bound) => bound.counts === 'account' || bound.counts.has(tokenId))
  const pairs = [
    ...intents.flatMap((intent) => (intent.kind === 'amend' ? [] : [intent.pair])),
    ...[...targets.values(), ...orders.filter(({ tokenId }) => counts(tokenId))].map(({ pair }) => pair),
  ]
  return [
    ...new Set([
      ...[...new Set(pairs)].flatMap((symbol) => {
        const pair = table.pairs.get(symbol)
        return pair ? [pair.base, pair.quote] : []
      }),
      ...inventory.filter(({ tokenId, net }) => counts(tokenId) && !isZero(net)).map(({ asset }) => asset),
      ...holdings.filter(({ total }) => !isZero(total)).map(({ asset }) => asset),
    ]),
  ]
}
