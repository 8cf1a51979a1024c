import { CAREFUL, rulesOf } from '../mandate/rules.ts'
import { type Decimal, smaller } from '../money.ts'
import type { OrderIntent } from '../order.ts'
import { exposureIn, stakesOf } from './exposure.ts'
import type { Bound, Facts } from './facts.ts'
import { looksOf } from './looks.ts'
import { notional, worstPrice } from './notional.ts'
import { type Holding, positionsFor } from './positions.ts'
import { grows, isReduction } from './reduction.ts'
import { widestOf } from './scene.ts'
import { tally } from './tally.ts'
import type { Verdict } from './verdict.ts'
import { createRates } from './worth.ts'

/** The worst price of one unit in the quote asset, as the rails count it; under one document, or the worst of all. */
export const worstPriceOf = (intent: OrderIntent, facts: Facts, bound?: Bound): Decimal | undefined => {
  const [look] = looksOf([intent], facts).looks
  const bounds = bound ? [bound] : facts.bounds
  const collarPercent =
    bounds.length > 0
      ? widestOf(bounds.map(({ mandate }) => ({ rules: rulesOf(mandate) })))
      : CAREFUL.collarPercent
  return look && worstPrice(look, facts, { collarPercent })
}

/** The volume that an order would work, in the base asset: of a close-all "0" what is open; undefined where it cannot be read. */
export const volumeOf = (intent: OrderIntent, facts: Facts): Decimal | undefined =>
  looksOf([intent], facts).looks[0]?.volume

/** What an order counts at worst, in the document's currency; undefined where a price or a path is missing. */
export const notionalOf = (intent: OrderIntent, facts: Facts, { mandate }: Bound): Decimal | undefined => {
  const [look] = looksOf([intent], facts).looks
  return look && notional(look, facts, rulesOf(mandate), createRates(facts))
}

/** Whether an order, alone, reduces what is at stake under one document. */
export const reduces = (intent: OrderIntent, facts: Facts, bound: Bound): boolean => {
  const { looks } = looksOf([intent], facts)
  const groups = tally(facts, new Set(looks.flatMap(({ target }) => target?.intent ?? [])))
  const standing = { bound, rules: rulesOf(bound.mandate), facts, groups }
  return looks.length > 0 && looks.every((look) => isReduction(look, standing))
}

/** Whether an amend makes its order larger, or dearer, under one document; one that cannot be read does. */
export const enlarges = (intent: OrderIntent, facts: Facts, { mandate }: Bound): boolean => {
  const [look] = looksOf([intent], facts).looks
  return !look?.target || grows(look, look.target, { facts, rules: rulesOf(mandate) })
}

/** What an asset has at stake, in the document's currency; undefined where a datum or a path is missing. */
export const exposureOf = (asset: string, facts: Facts, bound: Bound): Decimal | undefined => {
  const rules = rulesOf(bound.mandate)
  const stakes = stakesOf(bound, rules, facts, tally(facts, new Set()))
  return stakes && exposureIn(asset, stakes.get(asset), rules.currency, createRates(facts))
}

/** The open margin positions that count against a document. */
export const positionsOf = (facts: Facts, bound: Bound): readonly Holding[] | undefined =>
  positionsFor(bound, facts)

/** The largest volume of an order of a denied call that would pass: "0" where one of its reasons names none; undefined where none is against it. */
export const largestOf = (verdict: Verdict, order = 0): Decimal | undefined => {
  if (verdict.verdict !== 'deny') return undefined
  const volumes = verdict.reasons
    .filter((reason) => (reason.order ?? order) === order)
    .map(({ largest = '0' }) => largest)
  return volumes.length === 0 ? undefined : volumes.reduce(smaller)
}
