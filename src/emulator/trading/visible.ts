import type { Order } from '../../domain/matching/order.ts'
import type { Call } from '../call.ts'

type Looking = Pick<Call, 'world' | 'caller' | 'now'>

/** What of a moment in the account's past a key may see: its own query window. */
export const isInWindow = ({ caller }: Pick<Call, 'caller'>, time: number): boolean =>
  time >= (caller?.queryFrom ?? 0) && time <= (caller?.queryTo ?? Number.POSITIVE_INFINITY)

/** Tells whether a query shows an order now: Kraken's lists may lag behind its engine, and a key's window may leave it out. */
export const isVisible = (call: Looking, order: Order): boolean => {
  const { world, now } = call
  const until = Math.max(
    world.hidden[order.id] ?? 0,
    world.switches.hideSeconds > 0 ? order.openedAt + world.switches.hideSeconds * 1000 : 0,
  )
  return now >= until && isInWindow(call, order.openedAt)
}
