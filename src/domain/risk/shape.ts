import { rulesOf } from '../mandate/rules.ts'
import { type Decimal, divide, multiply, smaller } from '../money.ts'
import type { AddIntent, Side } from '../order.ts'
import type { BookFact, Bound } from './facts.ts'
import { isTriggered } from './look.ts'
import { touchIn } from './market.ts'
import { worseBy } from './p11-collar.ts'

/** How orders leave under several documents: the tightest word of each. */
export interface Shape {
  readonly marketAs: 'ioc' | 'market'
  readonly collarPercent: Decimal | undefined
  readonly lifeSeconds: number | undefined
}

/** The tightest of all documents: one that wants IOC limits is enough, the narrowest collar, the shortest life. */
export const shapeOf = (bounds: readonly Bound[]): Shape => {
  const rules = bounds.map(({ mandate }) => rulesOf(mandate))
  const collars = rules.flatMap(({ collarPercent }) => collarPercent ?? [])
  const lives = rules.flatMap(({ lifeSeconds }) => lifeSeconds ?? [])
  return {
    marketAs: rules.some(({ marketAs }) => marketAs === 'ioc') ? 'ioc' : 'market',
    collarPercent: collars.length > 0 ? collars.reduce(smaller) : undefined,
    lifeSeconds: lives.length > 0 ? Math.min(...lives) : undefined,
  }
}

/** The collar's edge around a book's mid, on the tick and rounded towards the market; none for a one-sided or crossed book. */
export const collarEdge = (
  book: BookFact,
  side: Side,
  percent: Decimal,
  tick: Decimal,
): Decimal | undefined => {
  const touch = touchIn(book)
  return touch && edge(touch.mid, side, percent, tick)
}

/** The edge by which a reduction may leave without a fresh book: twice the collar around the last price. */
export const lastEdge = (last: Decimal, side: Side, percent: Decimal, tick: Decimal): Decimal =>
  edge(last, side, multiply(percent, '2'), tick)

const edge = (from: Decimal, side: Side, percent: Decimal, tick: Decimal): Decimal =>
  multiply(divide(worseBy(from, side, percent), tick, 0, side === 'buy' ? 'down' : 'up'), tick)

/**
 * By when an order must expire, in unix seconds; undefined where it may stay as it is: it cannot rest, ends sooner, or
 * waits for a trigger and `reduces` what is at stake, and so protects it.
 */
export const lifetimeOf = (
  { orderType, timeInForce, expireTime }: AddIntent,
  lifeSeconds: number | undefined,
  now: number,
  reduces: boolean,
): number | undefined => {
  const rests =
    orderType !== 'market' &&
    orderType !== 'settle-position' &&
    timeInForce !== 'IOC' &&
    timeInForce !== 'FOK' &&
    !(isTriggered(orderType) && reduces)
  if (lifeSeconds === undefined || !rests) return undefined
  const end = Math.floor(now / 1000) + lifeSeconds
  const own = timeOf(expireTime, now)
  return own !== undefined && own <= end ? undefined : end
}

const timeOf = (text: string | undefined, now: number): number | undefined => {
  if (text === undefined) return undefined
  return text.startsWith('+') ? Math.floor(now / 1000) + Number(text.slice(1)) : Number(text)
}
