import { BreakwaterError } from '../domain/errors.ts'
import { type Circumstances, judge } from '../domain/risk/judge.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'

declare const passed: unique symbol

/**
 * An acting call that the rails let through. Only `passRails` makes one, and the journal takes nothing else:
 * there is no second road to the lane.
 */
export interface Approved {
  readonly endpoint: Endpoint
  readonly params: Params
  readonly [passed]: true
}

/**
 * The place where rails stand: judges every order that the call would place or change, all of them together.
 * Funds have no order intents; the rules see an empty list and the circumstances.
 * Throws `forbidden` (trading_locked) or `refused` (risk_denied) with every reason.
 */
export const passRails = (endpoint: Endpoint, params: Params, circumstances: Circumstances): Approved => {
  const verdict = judge(endpoint.intents?.(params) ?? [], circumstances)
  if (verdict.verdict === 'allow') return { endpoint, params } as Approved
  const { reasons } = verdict
  const [first] = reasons
  const message = reasons.map((reason) => reason.message).join(' ')
  const extras = { ...(first?.hint ? { hint: first.hint } : {}), details: { reasons } }
  if (first?.code === 'trading_locked')
    throw new BreakwaterError('forbidden', 'trading_locked', message, extras)
  throw new BreakwaterError('refused', 'risk_denied', message, extras)
}
