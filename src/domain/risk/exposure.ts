import { limitsExposure, type Rules } from '../mandate/rules.ts'
import { add, type Decimal, isZero, larger, multiply, negate, subtract, sumOfProducts } from '../money.ts'
import type { Bound, Facts } from './facts.ts'
import { baseOf, quoteOf } from './group-worth.ts'
import { countsFor, type Group } from './tally.ts'
import type { RateOf } from './worth.ts'

/** What is held of an asset, and what open orders may add or take; in the asset. */
export interface Stake {
  readonly held: Decimal
  readonly buys: Decimal
  readonly sells: Decimal
}

/** max(|held + all open buys|, |held − all open sells|), which is the larger of the two ends. */
export const exposed = ({ held, buys, sells }: Stake): Decimal =>
  larger(add(held, buys), subtract(sells, held))

/**
 * Every asset that a bound has at stake, the currency and its equivalents left out: what the counted tokens built by
 * fills, positions and open orders, or for the account what it holds. Undefined where holdings or positions are missing.
 */
export const stakesOf = (
  bound: Bound,
  rules: Rules,
  facts: Facts,
  groups: readonly Group[],
): ReadonlyMap<string, Stake> | undefined => {
  if (bound.counts === 'account' && facts.holdings === undefined) return undefined
  if (holdsPositions(bound, rules) && facts.positions === undefined) return undefined
  const piles = new Map<string, Pile>()
  const put = (asset: string, what: keyof Pile, amount: Decimal) => {
    if (amount !== '0' && !rules.cash.has(asset)) pileOf(piles, asset)[what].push([amount])
  }
  for (const [asset, amount] of heldBy(bound, facts)) put(asset, 'held', amount)
  for (const group of groups) if (countsFor(bound, group.tokenId)) addGroup(group, facts, put)
  return new Map([...piles].map(([asset, pile]) => [asset, stakeOf(pile)]))
}

/** Whether positions are part of a bound's exposure: where margin is allowed, and on the account. */
export const holdsPositions = (bound: Bound, rules: Rules): boolean =>
  limitsExposure(rules) && (bound.counts === 'account' || rules.maxLeverage !== 1)

type Term = readonly [Decimal]
type Pile = Readonly<Record<keyof Stake, Term[]>>
type Put = (asset: string, what: keyof Pile, amount: Decimal) => void

/** What one group of orders may add and take. */
export const addGroup = (group: Group, { pairs }: Pick<Facts, 'pairs'>, put: Put): void => {
  const { pair, side, isMargin, volume, cost } = group
  put(baseOf(pair, pairs), side === 'buy' ? 'buys' : 'sells', volume)
  // On margin the quote asset is Kraken's.
  if (!isMargin) put(quoteOf(pair, pairs), side === 'buy' ? 'sells' : 'buys', cost)
}

const heldBy = (bound: Bound, facts: Facts): readonly (readonly [string, Decimal])[] => {
  const isAccount = bound.counts === 'account'
  const isCounted = (tokenId: string | undefined) =>
    isAccount || (tokenId !== undefined && countsFor(bound, tokenId))
  const coins = isAccount
    ? (facts.holdings ?? []).map(({ asset, total }) => [asset, total] as const)
    : facts.inventory
        .filter(({ tokenId }) => isCounted(tokenId))
        .map(({ asset, net }) => [asset, net] as const)
  const positions = (facts.positions ?? [])
    .filter(({ tokenId }) => isCounted(tokenId))
    .map(({ pair, side, open }) => [baseOf(pair, facts.pairs), side === 'buy' ? open : negate(open)] as const)
  return [...coins, ...positions]
}

const pileOf = (piles: Map<string, Pile>, asset: string): Pile => {
  const known = piles.get(asset)
  if (known) return known
  const made = { held: [], buys: [], sells: [] }
  piles.set(asset, made)
  return made
}

const stakeOf = ({ held, buys, sells }: Pile): Stake => ({
  held: sumOfProducts(held),
  buys: sumOfProducts(buys),
  sells: sumOfProducts(sells),
})

/** What an asset's stake is worth in the currency; undefined without a path. */
export const exposureIn = (
  asset: string,
  stake: Stake | undefined,
  currency: string,
  rateOf: RateOf,
): Decimal | undefined => {
  if (stake === undefined) return '0'
  const amount = exposed(stake)
  if (amount === '0') return '0'
  const rate = rateOf(asset, currency)
  return rate === undefined ? undefined : multiply(amount, rate)
}

/** All exposures together. What no market prices at all is left out; what one prices and cannot be priced now is not. */
export const totalExposure = (
  stakes: ReadonlyMap<string, Stake>,
  rules: Rules,
  facts: Facts,
  rateOf: RateOf,
): Decimal | undefined => {
  const terms: (readonly [Decimal, Decimal])[] = []
  for (const [asset, stake] of stakes) {
    const amount = exposed(stake)
    const rate = amount === '0' ? '0' : rateOf(asset, rules.currency)
    if (rate === undefined && isTraded(asset, stake, facts)) return undefined
    terms.push([amount, rate ?? '0'])
  }
  return sumOfProducts(terms)
}

const isTraded = (asset: string, { buys, sells }: Stake, { pairs, quotes }: Facts): boolean => {
  if (!isZero(buys) || !isZero(sells)) return true
  const names = ({ base, quote }: { readonly base: string; readonly quote: string }) =>
    base === asset || quote === asset
  return quotes.some(names) || [...pairs.values()].some(names)
}
