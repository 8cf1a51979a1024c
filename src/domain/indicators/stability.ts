const REMNANT = 0.001

/**
 * How many bars after its first value an average that follows by `alpha` has forgotten its seed: the smallest k with
 * (1 − alpha)^k < 0.001.
 */
export const barsToForget = (alpha: number): number => {
  if (alpha >= 1) return 1
  const bars = Math.max(0, Math.floor(Math.log(REMNANT) / Math.log(1 - alpha)) - 1)
  return firstFrom(bars, (k) => (1 - alpha) ** k < REMNANT)
}

const firstFrom = (start: number, holds: (k: number) => boolean): number => {
  let k = start
  while (!holds(k)) k++
  return k
}
