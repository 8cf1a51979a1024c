import { rulesOf } from '../../../src/domain/mandate/rules.ts'
import { type Decimal, smaller } from '../../../src/domain/money.ts'
import { exposureIn, stakesOf } from '../../../src/domain/risk/exposure.ts'
import type { Bound, Facts } from '../../../src/domain/risk/facts.ts'
import { tally } from '../../../src/domain/risk/tally.ts'
import type { Verdict } from '../../../src/domain/risk/verdict.ts'
import { createRates } from '../../../src/domain/risk/worth.ts'

/** What an asset has at stake, in the document's currency; undefined where a datum or a path is missing. */
export const exposureOf = (asset: string, facts: Facts, bound: Bound): Decimal | undefined => {
  const rules = rulesOf(bound.mandate)
  const stakes = stakesOf(bound, rules, facts, tally(facts, new Set()))
  return stakes && exposureIn(asset, stakes.get(asset), rules.currency, createRates(facts))
}

/** The largest volume of an order of a denied call that would pass: "0" where one of its reasons names none; undefined where none is against it. */
export const largestOf = (verdict: Verdict, order = 0): Decimal | undefined => {
  if (verdict.verdict !== 'deny') return undefined
  const volumes = verdict.reasons
    .filter((reason) => (reason.order ?? order) === order)
    .map(({ largest = '0' }) => largest)
  return volumes.length === 0 ? undefined : volumes.reduce(smaller)
}
