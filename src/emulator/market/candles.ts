import type { Tape } from './tape.ts'

/** Open, high, low and close in ticks; `volume` in volume units, `cost` in ticks × volume units, both exact integers. */
export interface Candle {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly cost: number
  readonly count: number
}

/** A candle that prints and smaller candles are poured into. */
export interface Growing {
  open: number
  high: number
  low: number
  close: number
  volume: number
  cost: number
  count: number
}

export const flat = (price: number): Growing => ({
  open: price,
  high: price,
  low: price,
  close: price,
  volume: 0,
  cost: 0,
  count: 0,
})

/** Adds a later candle to an earlier one. */
export const pour = (into: Growing, next: Candle): void => {
  if (next.high > into.high) into.high = next.high
  if (next.low < into.low) into.low = next.low
  into.close = next.close
  into.volume += next.volume
  into.cost += next.cost
  into.count += next.count
}

/** Everything printed in `minute` up to `untilMs` into it; a minute without prints is flat at the last price. */
export const minuteCandle = (tape: Tape, minute: number, untilMs: number): Growing => {
  const count = tape.count(minute)
  let candle: Growing | undefined
  for (let index = 0; index < count; index++) {
    const { at, ticks, volume } = tape.print(minute, index, count)
    if (at > untilMs) break
    candle ??= flat(ticks)
    if (ticks > candle.high) candle.high = ticks
    if (ticks < candle.low) candle.low = ticks
    candle.close = ticks
    candle.volume += volume
    candle.cost += ticks * volume
    candle.count++
  }
  return candle ?? flat(lastBefore(tape, minute))
}

/** The price of the last print before `minute`. */
export const lastBefore = (tape: Tape, minute: number): number => {
  for (let earlier = minute - 1; ; earlier--) {
    const count = tape.count(earlier)
    if (count > 0) return tape.print(earlier, count - 1, count).ticks
  }
}
