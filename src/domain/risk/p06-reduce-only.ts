import { isMore, isPositive } from '../money.ts'
import { finding, type Rule, unjudged, written } from './case.ts'
import { closable } from './reduction.ts'

/** P06: what says reduce-only may neither open nor turn a position, all working reducers counted. */
export const reduceOnly: Rule = (one) => {
  const { look } = one
  if (!look.reduceOnly) return []
  const room = closable(look, one)
  if (room === undefined) return [unjudged(one, 'reduce_only', 'the open positions are not known')]
  if (isPositive(room) && !isMore(look.volume, room)) return []
  return [
    finding(
      one,
      'reduce_only',
      `Reduce-only, but ${isPositive(room) ? `only ${room}` : 'nothing'} is left to close on ${look.pair.symbol} (Reduce only:No position exists).`,
      { room, volume: look.volume },
      { largest: written(look, room) },
    ),
  ]
}
