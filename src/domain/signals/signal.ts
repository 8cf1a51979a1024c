/** What a trader reads off one indicator, and why. */
export interface Signal {
  readonly signal: 'buy' | 'sell' | 'neutral'
  readonly reason: string
}

/** Prices that differ by less than this share could differ by rounding alone. */
const ROUNDING = 1e-12

/** A number as a sentence tells it. */
export const words = (value: number): string => String(Number(value.toPrecision(6)))

/** Which of two prices is the larger, where `scale` is a price of the market; rounding alone makes none larger. */
export const larger = (a: number, b: number, scale: number): 'first' | 'second' | 'neither' => {
  if (Math.abs(a - b) <= Math.abs(scale) * ROUNDING) return 'neither'
  return a > b ? 'first' : 'second'
}

/** Nothing can be said before the indicator has its first value. */
export const unknownSignal = (name: string, needed: number, bars: number): Signal => ({
  signal: 'neutral',
  reason: `${name} needs ${needed} candles and there are ${bars}`,
})
