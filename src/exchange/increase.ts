import type { AddIntent } from '../domain/order.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'

/**
 * The pair on which a call would increase what is at stake, or undefined: buys, and sells with leverage, unless they
 * are reduce-only. While something on that pair is in doubt such calls wait; what reduces does not.
 */
export const increases = (endpoint: Endpoint, params: Params): string | undefined =>
  endpoint
    .intents?.(params)
    .filter((intent) => intent.kind === 'add')
    .find(isIncrease)?.pair

const isIncrease = ({ side, leverage, reduceOnly, orderType }: AddIntent): boolean => {
  if (reduceOnly === true || orderType === 'settle-position') return false
  return side === 'buy' || (leverage !== undefined && leverage !== 'none')
}
