import { divide, isDecimal, isMore, isZero } from '../../domain/money.ts'
import type { AddIntent, EditIntent, OrderIntent, OrderType } from '../../domain/order.ts'
import { ORDER_TYPES } from '../../domain/order.ts'
import type { Facts } from '../../domain/risk/facts.ts'
import { enlarges, reduces, volumeOf, worstPriceOf } from '../../domain/risk/words.ts'
import type { SeenOrder } from '../order-look.ts'
import { isProtective } from '../protective.ts'
import { targetName } from './targets.ts'

/** What an order takes of every allowance while it is on record: kept on its row of the journal. */
export interface Reserve {
  readonly orderType?: OrderType | undefined
  /** In the base asset; of an amend the new total. */
  readonly volume?: string | undefined
  /** The worst price of one unit, in the quote asset, where it was judged. */
  readonly worstPrice?: string | undefined
  readonly limitPrice?: string | undefined
  readonly triggerPrice?: string | undefined
  readonly leverage?: string | undefined
  /** Of an amend: nothing of its order grows. */
  readonly reduceOnly?: boolean | undefined
  readonly protective?: boolean | undefined
  /** `BTC/USD`, where the listed pairs were at hand. */
  readonly symbol?: string | undefined
  /** The intent whose order an amend changes, and what of that had traded by then, for how much. */
  readonly target?: string | undefined
  readonly filled?: string | undefined
  readonly cost?: string | undefined
  /** It makes what is at stake smaller, by every bound. */
  readonly reduces?: boolean | undefined
}

/** What each order of a call takes of every allowance, by the facts that it was judged on. */
export const reservesOf = (intents: readonly OrderIntent[], facts: Facts): readonly Reserve[] =>
  intents.map((intent) => {
    const plain = plainReserve(intent)
    const isReducing = !isSpotBuy(intent) && facts.bounds.every((bound) => reduces(intent, facts, bound))
    const measured = { ...plain, worstPrice: worstPriceOf(intent, facts), reduces: isReducing }
    if (intent.kind === 'amend') {
      const target = facts.targets.get(targetName(intent.order))
      const reduceOnly = !facts.bounds.some((bound) => enlarges(intent, facts, bound))
      return { ...measured, reduceOnly, target: target?.intent, filled: target?.filled, cost: target?.cost }
    }
    const symbol = facts.pairs.get(intent.pair)?.symbol
    return {
      ...measured,
      symbol,
      protective: plain.protective === true && isReducing,
      ...costOf(intent, facts),
      ...closeAllOf(intent, facts),
    }
  })

// No bound takes one for a reduction.
const isSpotBuy = (intent: OrderIntent): boolean =>
  intent.kind === 'add' &&
  intent.side === 'buy' &&
  intent.leverage === undefined &&
  intent.reduceOnly !== true &&
  intent.orderType !== 'settle-position'

/** A volume in the quote asset (viqc) is worth the most of the base where it trades at the touch. */
const costOf = (intent: OrderIntent, { books }: Facts): Reserve => {
  if (intent.kind !== 'add' || !isCost(intent)) return {}
  const ask = books.get(intent.pair)?.asks[0]?.[0]
  return ask === undefined ? {} : { volume: divide(intent.volume, ask, 10, 'up'), worstPrice: ask }
}

/** Volume 0 closes what is open: so much of the position is not another order's to close. */
const closeAllOf = (intent: AddIntent | EditIntent, facts: Facts): Reserve =>
  intent.kind === 'add' && isZero(intent.volume) ? { volume: volumeOf(intent, facts) } : {}

const isCost = ({ flags }: AddIntent): boolean => flags?.includes('viqc') === true

/** What an order says of itself, where nothing was judged: an owner who sets no limit measures none. */
export const plainReserve = (intent: OrderIntent): Reserve => {
  if (intent.kind === 'amend')
    return {
      volume: intent.volume,
      limitPrice: absolute(intent.limitPrice),
      triggerPrice: absolute(intent.triggerPrice),
    }
  if (intent.kind === 'edit') return { volume: intent.volume }
  return { ...pricesOf(intent), ...shapeOf(intent) }
}

const shapeOf = (intent: AddIntent): Reserve => ({
  orderType: intent.orderType,
  // Kraken turns a cost into a volume; the next look tells it.
  volume: isCost(intent) ? undefined : intent.volume,
  leverage: intent.leverage,
  reduceOnly: intent.reduceOnly,
  protective: isProtective(intent.orderType),
})

const pricesOf = ({ orderType, price, price2 }: AddIntent): Reserve => {
  if (!isProtective(orderType)) return { limitPrice: absolute(price) }
  return { triggerPrice: absolute(price), limitPrice: absolute(price2) }
}

/** What a look says of an order that is adopted. */
export const reserveOfSeen = (order: SeenOrder): Reserve => {
  const orderType = ORDER_TYPES.find((type) => type === order.orderType)
  const hasTrigger = isProtective(orderType)
  return {
    orderType,
    volume: absolute(order.volume),
    ...(hasTrigger
      ? {
          triggerPrice: absolute(order.price) ?? absolute(order.stopPrice),
          limitPrice: absolute(order.price2),
        }
      : { limitPrice: absolute(order.price) }),
    leverage: order.leverage === 'none' ? undefined : order.leverage.replace(/:1$/, ''),
    reduceOnly: order.reduceOnly,
    protective: hasTrigger,
  }
}

const absolute = (price: string | undefined): string | undefined =>
  price !== undefined && isDecimal(price) && /^\d/.test(price) && isMore(price, '0') ? price : undefined
