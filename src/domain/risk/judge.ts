import type { OrderIntent } from '../order.ts'
import { exchangeLock } from './exchange-lock.ts'
import { ALLOW, deny, type Reason, type Verdict } from './verdict.ts'

/** What the rules look at besides the orders themselves. */
export interface Circumstances {
  /** Which Kraken the orders would go to. */
  readonly exchange: 'emulator' | 'loopback' | 'kraken'
}

export type Rule = (intents: readonly OrderIntent[], circumstances: Circumstances) => Verdict

const RULES: readonly Rule[] = [exchangeLock]

/**
 * Judges the orders of one call, together. Every rule runs and every reason comes back; a rule that throws denies.
 * Takes no clock and no network: what it needs is in its arguments.
 */
export const judge = (
  intents: readonly OrderIntent[],
  circumstances: Circumstances,
  rules: readonly Rule[] = RULES,
): Verdict => {
  const reasons = rules.flatMap((rule) => reasonsOf(rule, intents, circumstances))
  return reasons.length === 0 ? ALLOW : deny(...reasons)
}

const reasonsOf = (
  rule: Rule,
  intents: readonly OrderIntent[],
  circumstances: Circumstances,
): readonly Reason[] => {
  try {
    const verdict = rule(intents, circumstances)
    return verdict.verdict === 'deny' ? verdict.reasons : []
  } catch {
    // A rule that cannot answer has not said yes.
    return [{ code: 'rule_failed', message: 'A risk check could not be made, so the order is denied.' }]
  }
}
