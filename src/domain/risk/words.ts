import { CAREFUL, rulesOf } from '../mandate/rules.ts'
import type { Decimal } from '../money.ts'
import type { OrderIntent } from '../order.ts'
import type { Bound, Facts } from './facts.ts'
import { looksOf } from './looks.ts'
import { notional, worstPrice } from './notional.ts'
import { isReduction } from './reduction.ts'
import { widestOf } from './scene.ts'
import { tally } from './tally.ts'
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
