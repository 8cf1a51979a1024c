import { decimalPlaces, isLess, isPositive, isZero, multiply } from '../money.ts'
import { READING, Refused } from './refused.ts'
import type { PairRules } from './terms.ts'
import { invalid, leverageOf, type Wish } from './wish.ts'

const LIMITS = ['limit', 'iceberg']
const RESTS = [...LIMITS, 'stop-loss-limit', 'take-profit-limit', 'trailing-stop-limit']

/** Refuses what the pair's status does not allow now. */
export const checkStatus = (wish: Wish, rules: PairRules): void => {
  if (rules.status === 'cancel_only') throw new Refused('EService:Market in cancel_only mode')
  if (rules.status === 'post_only' && !wish.flags?.includes('post'))
    throw new Refused('EService:Market in post_only mode')
  if (rules.status === 'limit_only' && !RESTS.includes(wish.orderType)) throw new Refused(READING.limitOnly)
  if (rules.status === 'reduce_only' && !wish.reduceOnly) throw new Refused(READING.reduceOnlyMarket)
}

/** Refuses flags, times in force and order types that do not go together. */
export const checkCombinations = (wish: Wish): void => {
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

/** Refuses a leverage that the pair, or the account, does not offer. */
export const checkLeverage = (wish: Wish, rules: PairRules): void => {
  const leverage = leverageOf(wish)
  if (rules.margin === 'refused' && (leverage > 0 || wish.reduceOnly || wish.orderType === 'settle-position'))
    throw new Refused(READING.noMargin)
  const allowed = wish.side === 'buy' ? rules.leverageBuy : rules.leverageSell
  if (leverage !== 0 && !allowed.includes(leverage)) throw invalid('leverage')
  if (leverage === 0 && wish.reduceOnly) throw new Refused('EOrder:Reduce only:Non-PC')
}

/** Refuses a volume that is none, too fine, or below the pair's minimum. */
export const checkVolume = (wish: Wish, rules: PairRules): void => {
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
