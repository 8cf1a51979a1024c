import { isBreakwaterError } from '../../domain/errors.ts'
import type { OrderIntent } from '../../domain/order.ts'
import { checkPrecision, type PairRules } from '../../domain/precision.ts'
import type { Reason } from '../../domain/risk/verdict.ts'

/**
 * Says of a checked order what the front door says of a real one before the rails see it: digits and sizes that the pair
 * does not take. Where no document bounds a token, the rails themselves look at neither.
 */
export const misfits = (intents: readonly OrderIntent[], pair: PairRules): readonly Reason[] =>
  intents.flatMap((intent, order) => {
    if (intent.kind !== 'add') return []
    try {
      checkPrecision(intent, pair)
      return []
    } catch (caught) {
      if (!isBreakwaterError(caught)) throw caught
      const { code, message, hint } = caught
      return [{ code, message, order, ...(hint !== undefined && { hint }) }]
    }
  })
