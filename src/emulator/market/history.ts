import { type Candle, flat, joined } from './candles.ts'
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

  const keep = (kept: Map<number, Candle>, from: number, length: number): Candle => {
    const found = kept.get(from)
    if (found) return found
    if (kept === hours && hours.size >= KEPT_HOURS) hours.clear()
    const made = tape.sum(from, from + length, MINUTE_MS)
    kept.set(from, made)
    return made
  }

  return {
    sum: (from, to, now) => {
      const running = Math.floor(now / MINUTE_MS)
      const end = Math.min(to, running + 1)
      const over = Math.min(to, running)
      let total: Candle | undefined
      for (let at = from; at < end; ) {
        const step = stepAt(at, over)
        const next =
          step === DAY
            ? keep(days, at, DAY)
            : step === HOUR
              ? keep(hours, at, HOUR)
              : tape.sum(at, at + step, at + step > running ? now - running * MINUTE_MS : MINUTE_MS)
        total = total ? joined(total, next) : next
        at += step
      }
      return total ?? flat(1)
    },
  }
}

/** How many minutes from `at` can be taken at once: a day or an hour that is over, else what is left of the hour. */
const stepAt = (at: number, over: number): number => {
  if (at % DAY === 0 && at + DAY <= over) return DAY
  if (at % HOUR === 0 && at + HOUR <= over) return HOUR
  return at < over ? Math.min(over, at - (at % HOUR) + HOUR) - at : 1
}
