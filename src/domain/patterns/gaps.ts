import type { Anatomy } from './anatomy.ts'

// Where a market never closes, a candle opens where the last one closed, and what asks for a gap would never be seen.
const isAbove = ({ gap }: Anatomy, upper: number, lower: number) =>
  gap === 'strict' ? upper > lower : upper >= lower

/** The body lies wholly above the one of `before`; in crypto mode it may touch it. */
export const gapsUp = (a: Anatomy, at: number, before: number): boolean =>
  isAbove(a, a.bottom(at), a.top(before))

/** The body lies wholly below the one of `before`; in crypto mode it may touch it. */
export const gapsDown = (a: Anatomy, at: number, before: number): boolean =>
  isAbove(a, a.bottom(before), a.top(at))

/** Opens above everything that the candle before saw; in crypto mode, not below its body. */
export const opensHigh = (a: Anatomy, at: number): boolean =>
  a.gap === 'strict' ? a.open(at) > a.high(at - 1) : a.open(at) >= a.top(at - 1)

/** Opens below everything that the candle before saw; in crypto mode, not above its body. */
export const opensLow = (a: Anatomy, at: number): boolean =>
  a.gap === 'strict' ? a.open(at) < a.low(at - 1) : a.open(at) <= a.bottom(at - 1)

/** Opens beyond the close of the candle before, against its colour's way; in crypto mode, at it. */
export const opensBeyondClose = (a: Anatomy, at: number): boolean =>
  a.colour(at) === 1 ? isAbove(a, a.close(at - 1), a.open(at)) : isAbove(a, a.open(at), a.close(at - 1))

/** The body lies inside the one of `before`; in crypto mode one end may touch. */
export const liesInside = (a: Anatomy, at: number, before: number): boolean =>
  isAbove(a, a.top(before), a.top(at)) && isAbove(a, a.bottom(at), a.bottom(before))
