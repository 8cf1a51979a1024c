import {
  type Decimal,
  decimalPlaces,
  isLess,
  isMultipleOf,
  isNegative,
  isPositive,
  isZero,
  multiply,
  normalise,
} from '../money.ts'
import type { AddIntent } from '../order.ts'
import type { Ticket } from './order.ts'
import { type PricesPlaced, placePrices } from './price.ts'
import { checkPriceText } from './price-text.ts'
import { READING, Refused } from './refused.ts'
import { type PairRules, termsOf } from './terms.ts'
import { checkTimes } from './times.ts'

/** What an order is judged against: the pair's rules, the last price and the time (unix milliseconds). */
export interface Bench {
  readonly rules: PairRules
  readonly last: Decimal
  readonly now: number
}

/** A wish as the judge takes it: an intent, and by which price its trigger fires. */
export type Wish = Omit<AddIntent, 'kind' | 'pair'> & { readonly triggerBy?: 'last' | 'index' | undefined }

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
    clientOrderId: wish.clientOrderId,
    userref: wish.userref,
  }
}

const LIMITS = ['limit', 'iceberg']
const RESTS = [...LIMITS, 'stop-loss-limit', 'take-profit-limit', 'trailing-stop-limit']

const invalid = (what: string) => new Refused(`EGeneral:Invalid arguments:${what}`)

// fciq on both sides: Kraken's page names fcib as the default of sells, its own recorded sells show fciq.
const flagsOf = (wish: Wish): readonly string[] => {
  const flags = (wish.flags ?? []).filter((flag) => flag !== 'nompp')
  return flags.includes('fcib') || flags.includes('fciq') ? flags : [...flags, 'fciq']
}

const leverageOf = (wish: Wish): number => {
  const text = (wish.leverage ?? 'none').replace(/:1$/, '')
  return text === 'none' || text === '' ? 0 : Number(text)
}

const checkStatus = (wish: Wish, rules: PairRules): void => {
  if (rules.status === 'cancel_only') throw new Refused('EService:Market in cancel_only mode')
  if (rules.status === 'post_only' && !wish.flags?.includes('post'))
    throw new Refused('EService:Market in post_only mode')
  if (rules.status === 'limit_only' && !RESTS.includes(wish.orderType)) throw new Refused(READING.limitOnly)
  if (rules.status === 'reduce_only' && !wish.reduceOnly) throw new Refused(READING.reduceOnlyMarket)
}

const checkCombinations = (wish: Wish): void => {
  const flags = wish.flags ?? []
  const buysAtMarket = wish.orderType === 'market' && wish.side === 'buy'
  if (flags.includes('fcib') && flags.includes('fciq')) throw invalid('oflags')
  if (flags.includes('post') && !LIMITS.includes(wish.orderType)) throw invalid('oflags')
  if (flags.includes('viqc') && (!buysAtMarket || leverageOf(wish) > 0)) throw invalid('oflags')
  if (wish.timeInForce === 'FOK' && wish.orderType !== 'limit') throw invalid('timeinforce')
  if (wish.timeInForce === 'IOC' && !RESTS.includes(wish.orderType)) throw invalid('timeinforce')
  if (flags.includes('post') && (wish.timeInForce === 'IOC' || wish.timeInForce === 'FOK'))
    throw invalid('timeinforce')
  if (wish.clientOrderId !== undefined && wish.userref !== undefined) throw invalid('cl_ord_id')
}

const checkLeverage = (wish: Wish, rules: PairRules): void => {
  const leverage = leverageOf(wish)
  const allowed = wish.side === 'buy' ? rules.leverageBuy : rules.leverageSell
  if (leverage !== 0 && !allowed.includes(leverage)) throw invalid('leverage')
  if (leverage === 0 && wish.reduceOnly) throw new Refused('EOrder:Reduce only:Non-PC')
}

const checkVolume = (wish: Wish, rules: PairRules): void => {
  const inQuote = wish.flags?.includes('viqc') === true
  const closes = leverageOf(wish) > 0 || wish.orderType === 'settle-position'
  if (isZero(wish.volume) && closes) return
  if (!isPositive(wish.volume)) throw invalid('volume')
  if (decimalPlaces(wish.volume) > (inQuote ? rules.costDecimals : rules.lotDecimals)) throw invalid('volume')
  if (!inQuote && isLess(wish.volume, rules.orderMin)) throw new Refused('EOrder:Order minimum not met')
  checkDisplay(wish)
}

// Kraken: the shown part of an iceberg is at least a fifteenth of it.
const checkDisplay = (wish: Wish): void => {
  if (wish.displayVolume === undefined) return
  if (wish.orderType !== 'iceberg' || isLess(multiply(wish.displayVolume, '15'), wish.volume))
    throw invalid('displayvol')
}

const judgePrices = (wish: Wish, { rules, last }: Bench): PricesPlaced => {
  checkPriceText(wish.orderType, wish.price, wish.price2, rules)
  if (wish.close) checkPriceText(wish.close.orderType, wish.close.price, wish.close.price2, rules, 'close')
  const asked = { type: wish.orderType, side: wish.side, price: wish.price, price2: wish.price2 }
  const prices = placePrices(asked, last, rules.pairDecimals)
  for (const price of [prices.limit, prices.trigger]) checkTick(price, rules)
  return prices
}

const checkTick = (price: Decimal | undefined, rules: PairRules): void => {
  if (price === undefined) return
  if (isNegative(price) || isZero(price)) throw new Refused('EOrder:Invalid price')
  if (decimalPlaces(price) > rules.pairDecimals || !isMultipleOf(price, rules.tickSize))
    throw new Refused('EOrder:Tick size check failed')
}

const checkCost = (wish: Wish, prices: PricesPlaced, { rules, last }: Bench): void => {
  if (isZero(wish.volume)) return
  const cost = wish.flags?.includes('viqc')
    ? wish.volume
    : multiply(wish.volume, prices.limit ?? prices.trigger ?? last)
  if (isLess(cost, rules.costMin)) throw new Refused('EOrder:Cost minimum not met')
}
