import { Refused } from '../../domain/matching/refused.ts'
import { requiredText } from './arguments.ts'
import type { Pair, TradingCall } from './call.ts'

/** The pair that a call names; refuses an unknown one. */
export const pairOf = (
  { market, params }: Pick<TradingCall, 'params'> & { market: Pick<TradingCall['market'], 'find'> },
  name = 'pair',
): Pair => {
  const pair = market.find(requiredText(params, name))
  if (!pair) throw new Refused('EQuery:Unknown asset pair')
  return pair
}
