import type { Decimal } from '../money.ts'
import type { OrderIntent, OrderType, Side } from '../order.ts'
import type { PairFact, TargetFact } from './facts.ts'

/** One order as it would stand after the call: an addition, an amended order, or the close that a fill would open. */
export interface Look {
  /** Which order of the call, from 0. */
  readonly order: number
  readonly intent: OrderIntent
  readonly isClose: boolean
  readonly pair: PairFact
  readonly side: Side
  readonly orderType: OrderType
  /** In the base asset, what would work; of an amend what remains, of a close-all "0" what is open. */
  readonly volume: Decimal
  /** Of an order with `viqc`: what it spends of the quote asset. */
  readonly cost?: Decimal | undefined
  /** Resolved; undefined where the order has none. */
  readonly limit?: Decimal | undefined
  readonly trigger?: Decimal | undefined
  /** A price was given that cannot be resolved: nonsense, or relative without a last price. */
  readonly isUnpriced: boolean
  readonly isRelative: boolean
  /** Where the market will be when the order comes to life, if not where it is: of a close, its parent's price. */
  readonly reference?: Decimal | undefined
  /** 1 on spot. */
  readonly leverage: number
  readonly isMargin: boolean
  readonly reduceOnly: boolean
  readonly target?: TargetFact | undefined
}

const TRIGGERED: ReadonlySet<OrderType> = new Set([
  'stop-loss',
  'take-profit',
  'stop-loss-limit',
  'take-profit-limit',
  'trailing-stop',
  'trailing-stop-limit',
])

/** Whether an order type waits for a trigger. */
export const isTriggered = (type: OrderType): boolean => TRIGGERED.has(type)

/** Whether an order trades at whatever price there is, once its trigger has fired. */
export const isUnbounded = (type: OrderType): boolean => isTriggered(type) && !type.endsWith('-limit')

/** Whether an order can rest on the book, or wait for its trigger. */
export const canRest = ({ intent, orderType }: Look): boolean => {
  if (orderType === 'market' || orderType === 'settle-position') return false
  return intent.kind !== 'add' || (intent.timeInForce !== 'IOC' && intent.timeInForce !== 'FOK')
}

/** When an order begins to work, in unix milliseconds: at once, or where it has a `starttm` then. */
export const startOf = ({ intent }: Pick<Look, 'intent'>, now: number): number => {
  const text = intent.kind === 'add' ? intent.startTime : undefined
  if (text === undefined) return now
  return Math.max(now, text.startsWith('+') ? now + Number(text) * 1000 : Number(text) * 1000)
}
