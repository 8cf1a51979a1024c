import { type Decimal, normalise } from '../money.ts'
import type { Ticket } from './order.ts'
import { checkCombinations, checkLeverage, checkStatus, checkVolume } from './order-checks.ts'
import { checkCost, judgePrices } from './price-checks.ts'
import { type PairRules, termsOf } from './terms.ts'
import { checkTimes } from './times.ts'
import { flagsOf, leverageOf, type Wish } from './wish.ts'

/** What an order is judged against: the pair's rules, the last price and the time (unix milliseconds). */
export interface Bench {
  readonly rules: PairRules
  readonly last: Decimal
  readonly now: number
}

/**
 * Judges a wish by the pair's rules and makes it a ticket. Throws `Refused` with Kraken's string. The order of checks:
 * market status, flags and combinations, leverage, volume, prices, minimums, times. Kraken documents the strings, not
 * the order; the order is assumed. Funds are no part of it: they are checked when the order is placed.
 */
export const judge = (wish: Wish, bench: Bench): Ticket => {
  checkStatus(wish, bench.rules)
  checkCombinations(wish)
  checkLeverage(wish, bench.rules)
  checkVolume(wish, bench.rules)
  const prices = judgePrices(wish, bench)
  checkCost(wish, prices, bench)
  const times = checkTimes(wish, bench.now)
  return {
    terms: termsOf(bench.rules),
    side: wish.side,
    type: wish.orderType,
    volume: normalise(wish.volume),
    ...prices,
    triggerBy: prices.trigger === undefined ? undefined : (wish.triggerBy ?? 'last'),
    displayVolume: wish.displayVolume,
    leverage: leverageOf(wish),
    reduceOnly: wish.reduceOnly === true,
    timeInForce: wish.timeInForce ?? 'GTC',
    flags: flagsOf(wish),
    ...times,
    close: wish.close,
    ...(wish.selfTrade === undefined ? {} : { selfTrade: wish.selfTrade }),
    clientOrderId: wish.clientOrderId,
    userref: wish.userref,
  }
}
