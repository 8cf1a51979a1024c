import { add, type Decimal, divide, isZero, larger, smaller, sum } from '../money.ts'
import type { AddIntent, AmendIntent, EditIntent, OrderIntent, Side } from '../order.ts'
import type { Facts, PairFact, TargetFact } from './facts.ts'
import { leftOf } from './left.ts'
import type { Look } from './look.ts'
import { isTriggered } from './look.ts'
import { lastOf, touchOf } from './market.ts'
import { amendedPrice, isRelativePrice, lacksPrice, newPrices } from './prices.ts'
import { isOnMargin, leverageOf } from './tally.ts'
import type { Reason } from './verdict.ts'

/** The orders of a call as they would stand; a reason for each that cannot be read at all. */
export interface Looks {
  readonly looks: readonly Look[]
  readonly unread: readonly Reason[]
}

/** Reads the orders of a call: pairs and targets found, prices resolved; a conditional close follows its parent as an order of its own. */
export const looksOf = (intents: readonly OrderIntent[], facts: Facts): Looks => {
  const looks: Look[] = []
  const unread: Reason[] = []
  for (const [order, intent] of intents.entries()) {
    const read = intent.kind === 'add' ? readAdd(intent, order, facts) : readChange(intent, order, facts)
    if (Array.isArray(read)) looks.push(...read)
    else unread.push(read)
  }
  return { looks, unread }
}

/** The name by which an amend or edit names its order: the key of `Facts.targets`. */
export const targetName = ({ order }: AmendIntent | EditIntent): string =>
  order.txid ?? order.clientOrderId ?? ''

export const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy')

const readAdd = (intent: AddIntent, order: number, facts: Facts): Look[] | Reason => {
  const pair = facts.pairs.get(intent.pair)
  if (!pair) return unknownPair(intent.pair, order)
  const { side, orderType, flags } = intent
  const last = lastOf(facts, intent.pair)
  const isCost = flags?.includes('viqc') === true
  const isMargin = isOnMargin(intent)
  const parent: Look = {
    order,
    intent,
    isClose: false,
    pair,
    side,
    orderType,
    volume: isCost
      ? boughtFor(intent.volume, pair, facts)
      : (closeAll(intent, isMargin, facts) ?? intent.volume),
    cost: isCost ? intent.volume : undefined,
    ...newPrices(intent, last, pair.pairDecimals),
    leverage: leverageOf(intent.leverage),
    isMargin,
    reduceOnly: intent.reduceOnly === true,
  }
  return intent.close ? [parent, closeOf(parent, intent.close, facts)] : [parent]
}

// The most that a sum can buy: at the bid, which is the cheapest that there is.
const boughtFor = (cost: Decimal, pair: PairFact, facts: Facts): Decimal => {
  const price = touchOf(facts, pair.symbol)?.bid ?? lastOf(facts, pair.symbol)
  return price === undefined ? '0' : divide(cost, price, pair.lotDecimals, 'up')
}

// Kraken reads volume 0 on margin as "whatever closes the position".
const closeAll = (intent: AddIntent, isMargin: boolean, { positions = [] }: Facts): Decimal | undefined =>
  isMargin && isZero(intent.volume)
    ? sum(
        positions
          .filter(({ pair, side }) => pair === intent.pair && side !== intent.side)
          .map(({ open }) => open),
      )
    : undefined

const closeOf = (parent: Look, close: NonNullable<AddIntent['close']>, facts: Facts): Look => {
  const side = opposite(parent.side)
  const touch = touchOf(facts, parent.pair.symbol)
  const from = lastOf(facts, parent.pair.symbol)
  const market = parent.side === 'buy' ? (touch?.ask ?? from) : (touch?.bid ?? from)
  // Where its parent trades: at its trigger, or at its limit unless the market is better.
  const better = parent.side === 'buy' ? smaller : larger
  const reference =
    parent.trigger ??
    (parent.limit !== undefined && market !== undefined
      ? better(parent.limit, market)
      : (parent.limit ?? market))
  return {
    ...parent,
    isClose: true,
    side,
    orderType: close.orderType,
    cost: undefined,
    reduceOnly: false,
    reference,
    limit: undefined,
    trigger: undefined,
    ...newPrices({ ...close, side }, reference, parent.pair.pairDecimals),
  }
}

const readChange = (intent: AmendIntent | EditIntent, order: number, facts: Facts): Look[] | Reason => {
  const read = facts.targets.get(targetName(intent))
  if (!read) return unknownTarget(order)
  const target = underOthers(read, facts)
  const pair = facts.pairs.get(target.pair)
  if (!pair) return unknownPair(target.pair, order)
  const { side, orderType, leverage, reduceOnly } = target
  return [
    {
      order,
      intent,
      isClose: false,
      pair,
      side,
      orderType,
      volume: leftOf({ volume: intent.volume ?? target.volume, filled: target.filled }),
      ...changedPrices(intent, target, lastOf(facts, target.pair), pair.pairDecimals),
      leverage: leverageOf(leverage),
      isMargin: isOnMargin(target),
      reduceOnly,
      target,
    },
  ]
}

/** The target with what other amends have made of it since it was read, or may yet: the most of each. */
const underOthers = (target: TargetFact, { orders }: Facts): TargetFact => {
  const known = orders.find(({ intent }) => intent === target.intent)
  if (!known) return target
  return {
    ...target,
    volume: larger(target.volume, known.volume),
    worstPrice: larger(target.worstPrice, known.worstPrice),
  }
}

const changedPrices = (
  intent: AmendIntent | EditIntent,
  target: TargetFact,
  last: Decimal | undefined,
  places: number,
): Pick<Look, 'limit' | 'trigger' | 'isUnpriced' | 'isRelative'> => {
  const wanted = pricesOf(intent, target)
  const isRelative = isRelativePrice(wanted.trigger) || isRelativePrice(wanted.limit)
  const resolve = (text: string | undefined, now: Decimal | undefined): Decimal | undefined => {
    if (text === undefined) return now
    if (isRelativePrice(text) && last === undefined) return undefined
    return amendedPrice(text, last ?? '0', places)
  }
  const trigger = resolve(wanted.trigger, target.triggerPrice)
  const limit = resolve(wanted.limit, target.limitPrice)
  return { trigger, limit, isRelative, isUnpriced: lacksPrice(target.orderType, { trigger, limit }) }
}

const pricesOf = (intent: AmendIntent | EditIntent, { orderType }: TargetFact) => {
  if (intent.kind === 'amend') return { limit: intent.limitPrice, trigger: intent.triggerPrice }
  return isTriggered(orderType)
    ? { trigger: intent.price, limit: intent.price2 }
    : { trigger: undefined, limit: intent.price }
}

const unknownPair = (name: string, order: number): Reason => ({
  code: 'unknown_pair',
  message: `No pair ${name} is listed, or the list could not be read (Unknown asset pair).`,
  order,
  facts: { pair: name },
})

const unknownTarget = (order: number): Reason => ({
  code: 'unknown_order',
  message: 'The order to be changed could not be read (Unknown order).',
  order,
})

/** The volume of an order as its caller writes it, for so much of the base asset that would work. */
export const asWritten = ({ target }: Look, working: Decimal): Decimal =>
  target ? add(target.filled, working) : working
