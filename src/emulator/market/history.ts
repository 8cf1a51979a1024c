import { type Candle, flat, type Growing, minuteCandle, pour } from './candles.ts'
import { MINUTE_MS } from './quotes.ts'
import type { Tape } from './tape.ts'

const DAY = 1_440
const HOUR = 60
const KEPT_HOURS = 2_000

/** Sums of minutes; whole hours and days are computed once and kept. Minutes are counted from 1970. */
export interface History {
  /** The sum of the minutes from `from` up to, not including, `to`; the part of it after `now` has not happened. */
  sum(from: number, to: number, now: number): Candle
}

export const createHistory = (tape: Tape): History => {
  const days = new Map<number, Candle>()
  const hours = new Map<number, Candle>()

  const whole = (
    kept: Map<number, Candle>,
    from: number,
    length: number,
    step: (at: number) => Candle,
    size: number,
  ) => {
    const found = kept.get(from)
    if (found) return found
    const total = gather(from, from + length, () => size, step)
    if (kept === hours && hours.size >= KEPT_HOURS) hours.clear()
    kept.set(from, total)
    return total
  }
  const minute = (at: number) => minuteCandle(tape, at, MINUTE_MS)
  const hour = (at: number) => whole(hours, at, HOUR, minute, 1)
  const day = (at: number) => whole(days, at, DAY, hourOfDay, HOUR)
  // The hours inside a day need not be kept: the day is.
  const hourOfDay = (at: number) => hours.get(at) ?? gather(at, at + HOUR, () => 1, minute)

  return {
    sum: (from, to, now) => {
      const running = Math.floor(now / MINUTE_MS)
      const stepAt = (at: number) => {
        if (at % DAY === 0 && at + DAY <= Math.min(to, running)) return DAY
        return at % HOUR === 0 && at + HOUR <= Math.min(to, running) ? HOUR : 1
      }
      return gather(from, Math.min(to, running + 1), stepAt, (at) => {
        if (at === running) return minuteCandle(tape, at, now - running * MINUTE_MS)
        const step = stepAt(at)
        return step === DAY ? day(at) : step === HOUR ? hour(at) : minute(at)
      })
    },
  }
}

const gather = (
  from: number,
  to: number,
  stepAt: (at: number) => number,
  candleAt: (at: number) => Candle,
): Candle => {
  let total: Growing | undefined
  for (let at = from; at < to; at += stepAt(at)) {
    const next = candleAt(at)
    if (total) pour(total, next)
    else total = { ...next }
  }
  return total ?? flat(1)
}
