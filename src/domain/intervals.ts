/** A length of candles that can be asked for; where Kraken has none of it, they are built from its candles of `from` minutes. */
export interface Interval {
  readonly word: string // "2h"
  readonly minutes: number
  readonly from: number
}

const interval = (word: string, minutes: number, from = minutes): Interval => ({ word, minutes, from })

/** Every interval, shortest first. Kraken's own nine are those whose `from` is their length. Source: Kraken's OHLC page. */
export const INTERVALS: readonly Interval[] = [
  interval('1m', 1),
  interval('3m', 3, 1),
  interval('5m', 5),
  interval('15m', 15),
  interval('30m', 30),
  interval('1h', 60),
  interval('2h', 120, 60),
  interval('4h', 240),
  interval('6h', 360, 60),
  interval('12h', 720, 240),
  interval('1d', 1_440),
  interval('1w', 10_080),
  interval('15d', 21_600),
]

/** All words, as a hint lists them. */
export const INTERVAL_WORDS = INTERVALS.map(({ word }) => word).join(' ')

/** Finds an interval by its word ("4h", "4H", "240m"), or by its minutes (240, "240"); undefined where there is none. */
export const intervalNamed = (name: string | number): Interval | undefined => {
  const minutes = minutesOf(String(name).trim().toLowerCase())
  return INTERVALS.find((one) => one.minutes === minutes)
}

const UNITS: Readonly<Record<string, number>> = { '': 1, m: 1, min: 1, h: 60, d: 1_440, w: 10_080 }

const minutesOf = (name: string): number => {
  const [, count, unit = ''] = /^(\d{1,5})([a-z]*)$/.exec(name) ?? []
  return Number(count) * (UNITS[unit] ?? Number.NaN)
}
