import { BreakwaterError, isBreakwaterError } from '../../domain/errors.ts'
import { Refused } from '../../domain/matching/refused.ts'
import type { Reply } from '../../kraken/reply.ts'

/** The answer in Kraken's form: what the engine refuses is Kraken's error. What else broke here has changed nothing. */
export const replyOf = (work: () => unknown): Reply => {
  try {
    return { kind: 'result', result: work(), warnings: [] }
  } catch (caught) {
    if (caught instanceof Refused) return { kind: 'errors', errors: [caught.error] }
    throw isBreakwaterError(caught) ? caught : broken()
  }
}

const broken = () =>
  new BreakwaterError(
    'unavailable',
    'paper_broken',
    'The paper account could not do this: nothing was changed.',
    {
      hint: 'Try again; if it comes back, report the request id.',
      retryAfter: 5,
    },
  )
