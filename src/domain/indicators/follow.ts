/** Moves an average towards a value by the share `alpha`; a flat series keeps it exactly where it is. */
export const follow = (average: number, value: number, alpha: number): number =>
  average + (value - average) * alpha

/** The share by which an exponential average of n bars follows. */
export const exponential = (period: number): number => 2 / (period + 1)

/** Wilder's share. */
export const wilder = (period: number): number => 1 / period

/** An average on its way: the mean of its first `period` values, and from then on what follows. Plain data. */
export interface Seeded {
  readonly period: number
  readonly alpha: number
  readonly seen: number
  /** The first value; the seed's sum is told relative to it, so that a flat series seeds exactly. */
  readonly pivot: number
  readonly sum: number
  readonly average: number
}

/** An average before its first value. */
export const unseeded = (period: number, alpha: number): Seeded => ({
  period,
  alpha,
  seen: 0,
  pivot: 0,
  sum: 0,
  average: 0,
})

/** Tells whether an average has its seed. */
export const isSeeded = ({ seen, period }: Seeded): boolean => seen >= period

/** One value more. */
export const fed = (state: Seeded, value: number): Seeded => {
  const { period, alpha, seen } = state
  if (seen >= period) return { ...state, seen: seen + 1, average: follow(state.average, value, alpha) }
  const pivot = seen === 0 ? value : state.pivot
  const sum = state.sum + (value - pivot)
  return { ...state, seen: seen + 1, pivot, sum, average: pivot + sum / period }
}
