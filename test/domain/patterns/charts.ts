import fc from 'fast-check'
import type { CandleColumns } from '../../../src/domain/patterns/anatomy.ts'

/** One candle: open, high, low, close. */
export type Bar = readonly [open: number, high: number, low: number, close: number]

/** Twelve plain candles, white and black in turn: bodies of 4 between 98 and 102, ranges of 10 between 95 and 105. */
export const PLAIN: readonly Bar[] = Array.from({ length: 12 }, (_, at) =>
  at % 2 === 0 ? [98, 105, 95, 102] : [102, 105, 95, 98],
)

export const chartOf = (bars: readonly Bar[]): CandleColumns => ({
  open: bars.map(([open]) => open),
  high: bars.map(([, high]) => high),
  low: bars.map(([, , low]) => low),
  close: bars.map(([, , , close]) => close),
})

/** The chart with every price put through a function. */
export const priced = (bars: readonly Bar[], price: (value: number) => number): readonly Bar[] =>
  bars.map(([open, high, low, close]) => [price(open), price(high), price(low), price(close)])

/** The chart upside down. */
export const mirrored = (bars: readonly Bar[]): readonly Bar[] =>
  bars.map(([open, high, low, close]) => [5_000 - open, 5_000 - low, 5_000 - high, 5_000 - close])

interface Step {
  readonly jump: number
  readonly move: number
  readonly above: number
  readonly below: number
}

const walk = (steps: readonly Step[]): readonly Bar[] => {
  let last = 2_500
  return steps.map(({ jump, move, above, below }) => {
    const open = last + jump
    last = open + move
    return [open, Math.max(open, last) + above, Math.min(open, last) - below, last]
  })
}

// Whole ticks, so that no law fails for a rounding; small and large sizes often, so that every pattern is met.
const shadow = fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 12 }))
const size = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 8, max: 24 }))
const move = fc.tuple(fc.constantFrom(1, -1), size).map(([way, by]) => way * by)
const chart = (jump: fc.Arbitrary<number>) =>
  fc
    .array(fc.record({ jump, move, above: shadow, below: shadow }), { minLength: 20, maxLength: 60 })
    .map(walk)

/** Charts of a market that closes: candles open anywhere near the last close. No candle is without a body. */
export const gapping = chart(fc.oneof(fc.constant(0), fc.integer({ min: -12, max: 12 })))

/** Charts of a market that never closes: every candle opens at the last close. */
export const continuous = chart(fc.constant(0))
