import { CAREFUL, type Rules } from '../mandate/rules.ts'
import { add, type Decimal, divide, larger, multiply } from '../money.ts'
import type { Facts } from './facts.ts'
import type { Look } from './look.ts'
import { lastOf, touchOf } from './market.ts'
import type { RateOf } from './worth.ts'

const PLACES = 20

/**
 * The worst price of one unit, in the quote asset: of a buy its limit, or for what has none the collar's upper edge over
 * the higher of ask and trigger; of a sell the higher of its limit (or trigger) and the best bid. A lifted collar counts
 * as the careful one. Without a fresh book the last price stands in: what increases is refused then anyway.
 */
export const worstPrice = (
  look: Look,
  facts: Facts,
  rules: Pick<Rules, 'collarPercent'>,
): Decimal | undefined => {
  const price = priceNow(look, facts, rules)
  return price !== undefined && look.target && !isRepriced(look)
    ? larger(price, look.target.worstPrice)
    : price
}

// What an amend leaves as it is another one may be changing just now.
const isRepriced = ({ intent, limit }: Look): boolean =>
  intent.kind === 'amend' && (limit === undefined ? intent.triggerPrice : intent.limitPrice) !== undefined

const priceNow = (look: Look, facts: Facts, { collarPercent }: Pick<Rules, 'collarPercent'>) => {
  const { side, limit, trigger, isUnpriced, pair } = look
  if (isUnpriced) return undefined
  if (side === 'buy' && limit !== undefined) return limit
  const touch = touchOf(facts, pair.symbol)
  const market = (side === 'buy' ? touch?.ask : touch?.bid) ?? lastOf(facts, pair.symbol)
  if (market === undefined) return undefined
  const highest = larger(market, limit ?? trigger ?? '0')
  return side === 'sell' ? highest : upperEdge(highest, collarPercent ?? CAREFUL.collarPercent)
}

const upperEdge = (price: Decimal, percent: Decimal): Decimal =>
  multiply(price, add('1', divide(percent, '100', PLACES, 'up')))

/** What the whole order costs at worst, in the quote asset; of `viqc` what it spends. */
export const worstCost = (
  look: Look,
  facts: Facts,
  rules: Pick<Rules, 'collarPercent'>,
): Decimal | undefined => {
  if (look.cost !== undefined) return look.cost
  const price = worstPrice(look, facts, rules)
  return price === undefined ? undefined : multiply(look.volume, price)
}

/** The notional: the worst cost in the mandate's currency; undefined where a price or a path is missing. */
export const notional = (look: Look, facts: Facts, rules: Rules, rateOf: RateOf): Decimal | undefined => {
  const cost = worstCost(look, facts, rules)
  const rate = rateOf(look.pair.quote, rules.currency)
  return cost === undefined || rate === undefined ? undefined : multiply(cost, rate)
}
