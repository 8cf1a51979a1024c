import { isPositive, larger } from '../money.ts'
import type { OrderIntent } from '../order.ts'
import { type Case, type Finding, largestWhere, type Rule, written } from './case.ts'
import type { Facts } from './facts.ts'
import { isUnbounded } from './look.ts'
import { reducible } from './reduction.ts'
import { ALWAYS, EACH, ONCE, type Rulebook } from './rulebook.ts'
import { readersOf, type Scene, sceneOf } from './scene.ts'
import { ALLOW, ask, deny, type Note, type Reason, type Verdict } from './verdict.ts'

/** The rules that a call is judged by; ours, unless a test brings its own. */
export interface Rulebooks {
  readonly once: Rulebook
  readonly each: Rulebook
  readonly always: Rulebook
}

const OURS: Rulebooks = { once: ONCE, each: EACH, always: ALWAYS }

/**
 * Judges the orders of one call, together, before every document that bounds it. Every rule runs and every reason comes
 * back; a rule that throws, or lacks a datum, denies. Takes no clock and no network: all it needs is in its arguments.
 */
export const judge = (intents: readonly OrderIntent[], facts: Facts, rules: Rulebooks = OURS): Verdict => {
  try {
    return judged(intents, facts, rules)
  } catch {
    // What cannot be judged has not been allowed.
    return deny(broken('the orders'))
  }
}

const judged = (intents: readonly OrderIntent[], facts: Facts, rules: Rulebooks): Verdict => {
  const { bounds, exchange, tradingState } = facts
  if (bounds.some(({ absent }) => absent) || (bounds.length === 0 && exchange === 'kraken'))
    return deny(noMandate())
  if (tradingState === 'HALTED') return deny(halted())
  if (readersOf(facts).length === 0) return ALLOW
  const scene = sceneOf(intents, facts)
  return withClose(verdictOf(scene, findingsOf(scene, rules), facts), intents, scene, (smaller) => {
    const other = sceneOf([smaller], facts)
    return verdictOf(other, findingsOf(other, rules), facts).verdict !== 'deny'
  })
}

/** With its conditional close an order grows twice, which no rule sees alone: what would pass of both is tried out. */
const withClose = (
  verdict: Verdict,
  [intent, ...others]: readonly OrderIntent[],
  { orders: [parent] }: Scene,
  passes: (smaller: OrderIntent) => boolean,
): Verdict => {
  if (verdict.verdict !== 'deny' || others.length > 0 || !parent) return verdict
  if (intent?.kind !== 'add' || !intent.close) return verdict
  const { reasons } = verdict
  if (parent.look.cost !== undefined || reasons.some(({ largest }) => largest === undefined))
    return deny(...reasons.map(({ largest: _, ...reason }) => reason))
  const largest = largestWhere(parent.look, (volume) => passes({ ...intent, volume }))
  return deny(...reasons.map((reason) => ({ ...reason, largest })))
}

const findingsOf = ({ orders }: Scene, { once, each, always }: Rulebooks): readonly Finding[] =>
  orders.flatMap(({ cases }) => [
    ...cases.slice(0, 1).flatMap((one) => [...run(always, one), ...run(once, one)]),
    ...cases.flatMap((one) => run(each, one)),
  ])

const run = (rules: Rulebook, one: Case): readonly Finding[] =>
  rules.flatMap(([name, rule]) => guarded(name, rule, one))

const guarded = (name: string, rule: Rule, one: Case): readonly Finding[] => {
  try {
    return rule(one).map((found) => (SKIPPED.has(name) ? eased(found, one) : found))
  } catch {
    // A rule that cannot answer has not said yes.
    return [{ ...broken(name), order: one.look.order }]
  }
}

/** The rules that reductions skip. */
const SKIPPED: ReadonlySet<string> = new Set([
  'pairAllowed',
  'orderNotional',
  'dayAllowance',
  'exposure',
  'leverageCap',
  'openPositions',
  'losses',
  'drawdowns',
])

// So much of the order would be a reduction, which passes whatever the rule says.
const eased = (found: Finding, one: Case): Finding => {
  const { look } = one
  const room = look.target || look.isClose ? undefined : reducible(look, one)
  const most = room === undefined ? '0' : written(look, room)
  return isPositive(most) ? { ...found, largest: larger(found.largest ?? '0', most) } : found
}

const verdictOf = ({ unread, orders }: Scene, findings: readonly Finding[], facts: Facts): Verdict => {
  const denials = [...unread, ...findings.filter(({ asks }) => !asks)]
  if (denials.length > 0) return deny(...denials)
  const questions = facts.approved ? [] : findings.filter(({ asks }) => asks)
  const notes = orders.flatMap(({ look, cases }) =>
    isUnbounded(look.orderType) && cases.some(({ rules }) => rules.collarPercent !== undefined)
      ? [noPriceBound(look.order, look.orderType)]
      : [],
  )
  const more = notes.length > 0 ? { notes } : {}
  if (questions.length === 0) return { ...ALLOW, ...more }
  return { ...ask(...questions.map(({ asks: _, ...reason }) => reason)), ...more }
}

const broken = (name: string): Reason => ({
  code: 'rule_failed',
  message: `A risk check could not be made (${name}), so the order is denied.`,
})

const noMandate = (): Reason => ({
  code: 'no_mandate',
  message: 'The token has no mandate, and on the real exchange nothing is done without one.',
  hint: 'Its owner gives it one: npm run token -- mandate ID FILE. Cancels work without.',
})

const halted = (): Reason => ({
  code: 'trading_state',
  message: 'Trading is HALTED: only cancels pass until the owner resumes it.',
  facts: { state: 'HALTED' },
  hint: 'get_risk_state tells which limit was crossed.',
})

const noPriceBound = (order: number, type: string): Note => ({
  code: 'no_price_bound',
  message: `Once its trigger fires, this ${type} trades at whatever price there is.`,
  order,
})
