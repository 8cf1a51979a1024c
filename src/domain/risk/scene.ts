import { CAREFUL, isOpen, type Rules, rulesOf } from '../mandate/rules.ts'
import { type Decimal, larger } from '../money.ts'
import type { OrderIntent } from '../order.ts'
import { type Case, groupOf } from './case.ts'
import type { Bound, Facts } from './facts.ts'
import type { Look } from './look.ts'
import { looksOf } from './looks.ts'
import { notional, worstCost } from './notional.ts'
import { isReduction } from './reduction.ts'
import { type Group, tally } from './tally.ts'
import type { Reason } from './verdict.ts'
import { createRates, type RateOf } from './worth.ts'

/** A document with its rules read. */
export interface Reader {
  readonly bound: Bound
  readonly rules: Rules
}

/** All the cases of a call: of each order one for each document that limits anything, and one for what always holds. */
export interface Scene {
  readonly unread: readonly Reason[]
  readonly orders: readonly { readonly look: Look; readonly cases: readonly Case[] }[]
}

/** Sets the scene: orders read, what works added up once, and each order before each document, with the call's earlier orders counted. */
export const sceneOf = (intents: readonly OrderIntent[], facts: Facts): Scene => {
  const { looks, unread } = looksOf(intents, facts)
  const readers = readersOf(facts)
  const rateOf = createRates(facts)
  const widest = widestOf(readers)
  let groups = tally(facts, new Set(looks.flatMap(({ target }) => target?.intent ?? [])))
  const orders = looks.map((look, at) => {
    const cases = casesOf(look, looks.slice(0, at), readers, { facts, groups, rateOf })
    groups = [...groups, placed(look, facts, widest)]
    return { look, cases }
  })
  return { unread, orders }
}

/** The documents that limit anything; while the account only reduces, all of them. */
export const readersOf = ({
  bounds,
  tradingState,
}: Pick<Facts, 'bounds' | 'tradingState'>): readonly Reader[] =>
  bounds
    .map((bound) => ({ bound, rules: rulesOf(bound.mandate) }))
    .filter(({ rules }) => tradingState !== 'ACTIVE' || !isOpen(rules))

interface Around {
  readonly facts: Facts
  readonly groups: readonly Group[]
  readonly rateOf: RateOf
}

const casesOf = (
  look: Look,
  earlier: readonly Look[],
  readers: readonly Reader[],
  around: Around,
): readonly Case[] => {
  const { facts, groups, rateOf } = around
  const reductions = readers.map((reader) => isReduction(look, { ...reader, facts, groups }))
  const isReductionForAll = reductions.every((reduces) => reduces)
  return readers.map((reader, at) => ({
    ...reader,
    facts,
    groups,
    look,
    earlier,
    rateOf,
    isReduction: reductions[at] === true,
    isReductionForAll,
    notional: notional(look, facts, reader.rules, rateOf),
  }))
}

const placed = (look: Look, facts: Facts, widest: Decimal): Group =>
  groupOf(look, look.volume, worstCost(look, facts, { collarPercent: widest }) ?? '0', facts.tokenId)

/** The widest collar: by it the worst case is counted of what other orders are judged with. */
export const widestOf = (readers: readonly Pick<Reader, 'rules'>[]): Decimal =>
  readers.map(({ rules }) => rules.collarPercent ?? CAREFUL.collarPercent).reduce(larger, '0')
