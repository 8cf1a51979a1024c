import { add, type Decimal, divide, isLess, isMore, isZero, multiply, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import { type Case, type Finding, finding, limitOf, type Rule } from './case.ts'
import type { BookFact } from './facts.ts'
import { isTriggered, type Look, startOf } from './look.ts'
import { type Touch, touchOf } from './market.ts'

const TRIGGER_PERCENT = '50'
const PLACES = 20

/** So many percent worse than a price: above it for a buy, below it for a sell. */
export const worseBy = (price: Decimal, side: Side, percent: Decimal): Decimal => {
  const share = divide(percent, '100', PLACES)
  return multiply(price, side === 'buy' ? add('1', share) : subtract('1', share))
}

/** Whether a price is worse for its side than another. */
export const isWorse = (side: Side, price: Decimal, edge: Decimal): boolean =>
  side === 'buy' ? isMore(price, edge) : isLess(price, edge)

/**
 * P11: nothing trades far from the market. What a limit lets trade at once lies within the collar of the book's mid; a
 * triggered order's limit within the collar of its trigger, and that within 50 % of mid. What has no fresh book is P12's.
 */
export const collar: Rule = (one) => {
  const { collarPercent: percent } = one.rules
  const { look, facts } = one
  if (percent === undefined || look.isUnpriced) return []
  const touch = touchOf(facts, look.pair.symbol)
  const mid = look.reference ?? touch?.mid
  if (isTriggered(look.orderType)) return [...nearTrigger(one, percent), ...nearMarket(one, mid)]
  if (look.reference !== undefined) return limitWithin(one, percent, look.reference)
  if (touch === undefined) return []
  return [...limitNow(one, percent, touch), ...marketNow(one, percent, touch), ...laterOn(one, touch)]
}

const limitNow = (one: Case, percent: Decimal, touch: Touch): readonly Finding[] =>
  isMarketable(one.look, touch) ? limitWithin(one, percent, touch.mid) : []

// What would trade now and begins later trades at a market that nobody has seen yet.
const laterOn = (one: Case, touch: Touch): readonly Finding[] => {
  const { look, facts } = one
  if (startOf(look, facts.now) <= facts.now || !isMarketable(look, touch)) return []
  return [
    finding(
      one,
      'starts_later',
      'The order would trade at once when it starts, at a market that cannot be looked at yet.',
      { bid: touch.bid, ask: touch.ask },
      { hint: 'Leave starttm out, or use a limit that rests.' },
    ),
  ]
}

const isMarketable = ({ side, limit, orderType }: Look, { bid, ask }: Touch): boolean =>
  orderType === 'market' || (limit !== undefined && !isWorse(side, side === 'buy' ? ask : bid, limit))

const limitWithin = (one: Case, percent: Decimal, from: Decimal): readonly Finding[] => {
  const { side, limit } = one.look
  const edge = worseBy(from, side, percent)
  if (limit === undefined || !isWorse(side, limit, edge)) return []
  return [beyond(one, `The limit ${limit} would trade`, percent, limit, edge)]
}

// A market order that leaves as an IOC limit at the edge cannot trade beyond it; one that leaves as it is can.
const marketNow = (one: Case, percent: Decimal, touch: Touch): readonly Finding[] => {
  const { look, facts, rules } = one
  if (look.orderType !== 'market') return []
  const edge = worseBy(touch.mid, look.side, percent)
  const first = look.side === 'buy' ? touch.ask : touch.bid
  if (isWorse(look.side, first, edge))
    return [beyond(one, `The best price ${first} lies`, percent, first, edge)]
  const book = facts.books.get(look.pair.symbol)
  if (leavesAsIoc(look, rules.marketAs) || (book && fillsWithin(book, look, edge))) return []
  return [beyond(one, 'A market order of this volume would trade', percent, look.volume, edge)]
}

// Volume 0 is "whatever closes the position", which no limit order says.
const leavesAsIoc = ({ intent }: Look, marketAs: 'ioc' | 'market'): boolean =>
  marketAs === 'ioc' && intent.volume !== undefined && !isZero(intent.volume)

const fillsWithin = ({ bids, asks }: BookFact, { side, volume }: Look, edge: Decimal): boolean => {
  let left = volume
  for (const [price, size] of side === 'buy' ? asks : bids) {
    if (isWorse(side, price, edge)) return false
    if (!isMore(left, size)) return true
    left = subtract(left, size)
  }
  return false
}

const nearTrigger = (one: Case, percent: Decimal): readonly Finding[] => {
  const { side, limit, trigger } = one.look
  if (limit === undefined || trigger === undefined) return []
  const edge = worseBy(trigger, side, percent)
  return isWorse(side, limit, edge) ? [beyond(one, `The limit ${limit} lies`, percent, limit, edge)] : []
}

const nearMarket = (one: Case, mid: Decimal | undefined): readonly Finding[] => {
  const { trigger } = one.look
  if (mid === undefined || trigger === undefined) return []
  const room = multiply(mid, divide(TRIGGER_PERCENT, '100', PLACES))
  const [low, high] = [subtract(mid, room), add(mid, room)]
  if (!isLess(trigger, low) && !isMore(trigger, high)) return []
  return [
    finding(
      one,
      'trigger_far',
      `The trigger ${trigger} lies more than ${TRIGGER_PERCENT} % from the market at ${mid}.`,
      { trigger, low, high },
      { hint: `Use a trigger between ${low} and ${high}.` },
    ),
  ]
}

const beyond = (one: Case, what: string, percent: Decimal, value: Decimal, edge: Decimal): Finding =>
  finding(
    one,
    'price_collar',
    `${what} beyond ${edge}, the edge of the ${percent} % that ${limitOf(one, 'priceCollarPercent')} allows.`,
    { limit: edge, price: value, percent },
    { hint: `Use a limit ${one.look.side === 'buy' ? 'of at most' : 'of at least'} ${edge}.` },
  )
