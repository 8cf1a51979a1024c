import type { Order } from '../../domain/matching/order.ts'
import type { TradingCall } from './call.ts'

/** Tells whether the caller sees this moment (unix milliseconds) of the account's past. */
export const isInWindow = ({ window }: Pick<TradingCall, 'window'>, time: number): boolean =>
  window?.moment(time) ?? true

/** Tells whether a query shows an order now. */
export const isVisible = ({ window }: Pick<TradingCall, 'window'>, order: Order): boolean =>
  window?.order(order) ?? true
