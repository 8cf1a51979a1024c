import { Refused } from '../../domain/matching/refused.ts'
import { invalid, textOf } from './arguments.ts'
import type { TradingCall } from './call.ts'

const LONGEST_MS = 60_000
// Kraken documents "min now + 2 s" as the client sees it; by the time a request is judged some of that is gone, so one second is our reading.
const SHORTEST_MS = 1_000

/** Refuses a call whose `deadline` (RFC 3339) has passed, is nonsense, or lay too near or too far ahead when it came. */
export const checkDeadline = ({
  params,
  now,
  arrivedAt = now,
}: Pick<TradingCall, 'params' | 'now' | 'arrivedAt'>): void => {
  const text = textOf(params, 'deadline')
  if (text === undefined) return
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw invalid('deadline')
  if (at < now) throw new Refused('EService:Deadline elapsed')
  if (at < arrivedAt + SHORTEST_MS || at > arrivedAt + LONGEST_MS) throw invalid('deadline')
}
