import type { TradingCall, Window } from '../../kraken/trading/call.ts'
import type { Call } from '../call.ts'

/** A call as the trading handlers take it: on the world's account, in the world's habits, through the key's window. */
export const tradingCallOf = (call: Pick<Call, Exclude<keyof Call, 'endpoint'>>): TradingCall => ({
  account: call.world.account,
  market: call.market,
  params: call.params,
  now: call.now,
  arrivedAt: call.arrivedAt,
  habits: call.world.switches,
  window: windowOf(call),
})

/** What a key sees of the past: its own query window; and Kraken's lists may lag behind its engine. */
const windowOf = ({ world, caller, now }: Pick<Call, 'world' | 'caller' | 'now'>): Window => {
  const moment = (time: number) =>
    time >= (caller?.queryFrom ?? 0) && time <= (caller?.queryTo ?? Number.POSITIVE_INFINITY)
  return {
    moment,
    order: ({ id, openedAt }) => {
      const { hideSeconds } = world.switches
      const until = Math.max(world.hidden[id] ?? 0, hideSeconds > 0 ? openedAt + hideSeconds * 1000 : 0)
      return now >= until && moment(openedAt)
    },
  }
}
