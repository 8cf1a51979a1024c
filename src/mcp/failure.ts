import type { ErrorCode, ErrorKind } from '../domain/codes.ts'
import { BreakwaterError, type ErrorExtras, extrasOf, isBreakwaterError } from '../domain/errors.ts'

/** An error as callers see it: what happened, what they can do now, and which request to report. */
export interface Fault extends ErrorExtras {
  readonly kind: ErrorKind
  readonly code: ErrorCode
  readonly message: string
  readonly request: string
}

/** What was going on when something was thrown: `acting` once a call that changes things may have left the house. */
export type Stage = 'preparing' | 'reading' | 'acting'

/**
 * Turns whatever was thrown into words that we wrote. A stranger's message, stack or body never passes; where an acting
 * call was under way a stranger means that nobody knows what happened.
 */
export const faultOf = (caught: unknown, request: string, stage: Stage = 'preparing'): Fault => {
  const ours = isBreakwaterError(caught) ? caught : stranger(stage)
  const { kind, code, message } = ours
  return { kind, code, message, ...extrasOf(ours), request }
}

const stranger = (stage: Stage): BreakwaterError =>
  stage === 'acting'
    ? new BreakwaterError(
        'uncertain',
        'call_uncertain',
        'The outcome is uncertain: the call may have taken effect and its answer is lost.',
        { hint: 'Look at open orders, closed orders and balances before you try again.' },
      )
    : new BreakwaterError('bug', 'internal', 'Something went wrong on our side.', {
        hint: 'Nothing was changed. Try again, and report the request id if it stays.',
      })
