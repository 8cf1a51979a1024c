import { add, divide, multiply, subtract } from '../domain/money.ts'
import type { OpenPosition } from './protective.ts'

/** Best bid and ask of a pair, read just now, and how its prices step; decimals as text. */
export interface Quote {
  readonly bid: string
  readonly ask: string
  readonly tick: string
  /** The smallest leverage that the pair takes on the closing side. */
  readonly leverage: string
}

/** The one shape of order that the latch lets through: it closes what is open and can neither open nor turn it. */
export interface Reduction {
  readonly pair: string
  readonly type: 'buy' | 'sell'
  readonly ordertype: 'limit'
  readonly price: string
  readonly volume: string
  readonly leverage: string
  readonly reduce_only: true
  readonly timeinforce: 'IOC'
  readonly cl_ord_id: string
}

/** How far from the mid the limit lies, at most. */
const SELLS_AT = '0.95'
const BUYS_AT = '1.05'

/** The order that closes a position: immediate or cancelled, reduce-only, within 5 % of the mid. */
export const reductionOf = (position: OpenPosition, quote: Quote, clOrdId: string): Reduction => {
  const type = position.type === 'buy' ? 'sell' : 'buy'
  return {
    pair: position.pair,
    type,
    ordertype: 'limit',
    price: limitOf(type, quote),
    volume: openVolume(position),
    leverage: quote.leverage,
    reduce_only: true,
    timeinforce: 'IOC',
    cl_ord_id: clOrdId,
  }
}

/** What of a position is still open. */
export const openVolume = ({ volume, volume_closed }: OpenPosition): string => subtract(volume, volume_closed)

// Rounded towards the mid, so that the 5 % hold after the rounding too.
const limitOf = (type: 'buy' | 'sell', { bid, ask, tick }: Quote): string => {
  const twiceMid = add(bid, ask)
  const limit = multiply(divide(twiceMid, '2', 12), type === 'sell' ? SELLS_AT : BUYS_AT)
  return multiply(divide(limit, tick, 0, type === 'sell' ? 'up' : 'down'), tick)
}
