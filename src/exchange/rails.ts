import { BreakwaterError } from '../domain/errors.ts'
import { type Decimal, smaller, sum } from '../domain/money.ts'
import type { OrderIntent } from '../domain/order.ts'
import type { Bound, Facts } from '../domain/risk/facts.ts'
import { judge } from '../domain/risk/judge.ts'
import { ALLOW, deny, type Reason, type Verdict } from '../domain/risk/verdict.ts'
import { notionalOf } from '../domain/risk/words.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { OWNER_ID } from './owner-id.ts'
import { fundsOf, judgeFunds } from './rails/funds.ts'
import { type JudgedOn, judgedOn, type MarketSeen, marketsOf } from './rails/judged-on.ts'
import { type Reserve, reservesOf } from './rails/reserve.ts'
import { isSame } from './rails/same.ts'
import { shape } from './rails/shape.ts'

declare const passed: unique symbol

/**
 * An acting call that the rails let through. Only `passRails` makes one, and the journal takes nothing else:
 * there is no second road to the lane.
 */
export interface Approved {
  readonly endpoint: Endpoint
  /** As they leave. */
  readonly params: Params
  /** As they were wanted, before the rails narrowed them. */
  readonly wanted: Params
  /** What each of its orders takes of every allowance. */
  readonly reserves: readonly Reserve[]
  /** What the caller is told of what was narrowed. */
  readonly notes: readonly string[]
  /** It may leave only while trading is not being reduced. */
  readonly increases: boolean
  /** What it was judged on, for the audit; absent where nothing was measured. */
  readonly judgedOn?: JudgedOn | undefined
  readonly [passed]: true
}

/** Nothing stands against the call, but its owner wants to be asked. */
export interface Asked {
  readonly verdict: 'ask'
  readonly reasons: readonly Reason[]
  /** What the orders count at worst, all together, in the currency of the token's own mandate; absent where a price is. */
  readonly cost?: Decimal | undefined
  /** The market as the rails saw it. */
  readonly markets: readonly MarketSeen[]
}

/** What a call is judged on: its orders by the names that people write, and the facts of this very moment. */
export interface Judged {
  readonly intents: readonly OrderIntent[]
  readonly facts: Facts
  /** What those whom a bound counts have withdrawn in the last 24 hours with this call's key. */
  readonly withdrawn: (bound: Bound) => Decimal
  /** What was said of the same call a moment ago. */
  readonly first?: Finding | undefined
}

/** What the rails said of a call, and on which facts. */
export interface Finding {
  readonly verdict: Verdict
  /** Where funds must go: the mandate's own address, always sent along. */
  readonly address?: string | undefined
  readonly facts: Facts
}

/**
 * The place where rails stand: judges every order that the call would place or change, all of them together, or the funds
 * that it would move. Synchronous: nothing comes between a verdict and the row that reserves what was judged. Throws `forbidden` (no_mandate) or `refused` (risk_denied) with every
 * reason and the largest order that would pass.
 */
export const passRails = (endpoint: Endpoint, params: Params, judged: Judged): Approved | Asked => {
  const { first, facts } = judged
  const { verdict, address } =
    endpoint.effect !== 'funds' && first && isSame(first.facts, facts)
      ? first
      : verdictOn(endpoint, params, judged)
  if (verdict.verdict === 'deny') throw denied(verdict.reasons)
  // The rules let their own questions fall where the owner has answered them; those of funds are asked here.
  if (verdict.verdict === 'ask' && judged.facts.approved !== true)
    return { ...verdict, cost: costOf(judged), markets: marketsOf(judged.intents, facts) }
  return approve(endpoint, address === undefined ? params : { ...params, address }, judged, verdict)
}

const costOf = ({ intents, facts }: Judged): Decimal | undefined => {
  const [own] = facts.bounds
  const costs = own ? intents.map((intent) => notionalOf(intent, facts, own)) : []
  return costs.length > 0 && costs.every((cost) => cost !== undefined) ? sum(costs) : undefined
}

/** Tells whether the rails let a call through; the other answer is to ask its owner. */
export const isPassed = (answer: Approved | Asked): answer is Approved => !('verdict' in answer)

/** What the rails say of a call, before anything follows from it. */
export const verdictOn = (
  endpoint: Endpoint,
  params: Params,
  { intents, facts, withdrawn }: Judged,
): { readonly verdict: Verdict; readonly address?: string | undefined } => {
  if (facts.tokenId === OWNER_ID) return { verdict: judgeOwner(intents) }
  const verdict = judge(intents, facts)
  if (endpoint.effect !== 'funds' || verdict.verdict === 'deny') return { verdict }
  if (facts.tradingState !== 'ACTIVE') return { verdict: deny(notActive(facts.tradingState)) }
  return judgeFunds(facts.bounds, fundsOf(endpoint, params), withdrawn)
}

// The owner stands under no mandate; what is built for the owner here can only reduce.
const judgeOwner = (intents: readonly OrderIntent[]): Verdict =>
  intents.length > 0 && intents.every((intent) => intent.kind === 'add' && intent.reduceOnly === true)
    ? ALLOW
    : deny({ code: 'not_reducing', message: 'For the owner only orders are sent that reduce a position.' })

const approve = (
  endpoint: Endpoint,
  params: Params,
  { intents, facts }: Judged,
  verdict: Verdict,
): Approved => {
  const { params: shaped, notes } = shape(params, intents, facts)
  const reserves = reservesOf(intentsOf(endpoint, shaped, intents), facts)
  const mark: Omit<Approved, typeof passed> = {
    endpoint,
    params: shaped,
    wanted: params,
    reserves,
    notes: [...notes, ...warningsIn(verdict)],
    increases: endpoint.effect === 'funds' || reserves.some(({ reduces }) => reduces !== true),
    judgedOn: judgedOn(intents, facts),
  }
  // The one place where the mark is made.
  return mark as Approved
}

/** What the rules say beside letting a call through. */
export const warningsIn = (verdict: Verdict): readonly string[] =>
  verdict.verdict === 'deny' ? [] : (verdict.notes ?? []).map(({ message }) => message)

/** The orders as they leave, under the names by which they were judged. */
const intentsOf = (
  endpoint: Endpoint,
  params: Params,
  judged: readonly OrderIntent[],
): readonly OrderIntent[] =>
  (endpoint.intents?.(params) ?? []).map((intent, at) => {
    const named = judged[at]
    return intent.kind === 'amend' || !named || named.kind === 'amend'
      ? intent
      : { ...intent, pair: named.pair }
  })

/** The refusal of a call that the rails deny. */
export const denied = (reasons: readonly Reason[]): BreakwaterError => {
  const [first] = reasons
  const lacking = reasons.find(({ code }) => code === 'no_mandate')
  if (lacking) return new BreakwaterError('forbidden', 'no_mandate', lacking.message, { hint: WRITE_ONE })
  const fits = largestIn(reasons)
  const hint = [fitting(fits), first?.hint].filter((words) => words !== undefined).join(' ')
  const extras = { details: { reasons, ...fits }, ...(hint === '' ? {} : { hint }) }
  return new BreakwaterError(
    'refused',
    'risk_denied',
    reasons.map(({ message }) => message).join(' '),
    extras,
  )
}

const fitting = ({ largest }: { readonly largest?: Decimal }): string | undefined => {
  if (largest === undefined) return undefined
  return largest === '0' ? 'No volume would pass now.' : `A volume of ${largest} would pass.`
}

const WRITE_ONE = 'The owner writes one: npm run token -- mandate ID FILE. Cancels work without it.'

/** The largest volume with which a single order would pass, where every reason against it is one of size. */
export const largestIn = (reasons: readonly Reason[]): { readonly largest?: Decimal } => {
  const volumes = reasons.flatMap(({ largest }) => largest ?? [])
  const [first, ...others] = volumes
  const isOfSize = volumes.length === reasons.length && new Set(reasons.map(({ order }) => order)).size === 1
  return first !== undefined && isOfSize ? { largest: others.reduce(smaller, first) } : {}
}

const notActive = (state: string): Reason => ({
  code: 'trading_state',
  message: `Trading is ${state}: no funds are moved.`,
  facts: { trading_state: state },
})
