/** How a counter of Kraken's grows and fades: calls add points, time takes `perSecond` away, `max` is the most it bears. */
export interface CounterRule {
  readonly max: number
  readonly perSecond: number
}

/** A counter at one moment: `level` points at `at` (unix milliseconds). */
export interface Counter {
  readonly level: number
  readonly at: number
}

export const emptyCounter = (now: number): Counter => ({ level: 0, at: now })

/** The level now: it fades linearly and never below zero; a clock that steps back fades nothing. */
export const levelAt = (counter: Counter, rule: CounterRule, now: number): number =>
  Math.max(0, counter.level - (Math.max(0, now - counter.at) / 1000) * rule.perSecond)

/** Adds points, for a call that leaves. Points may be fractions (a batch add costs n/2). */
export const charge = (counter: Counter, rule: CounterRule, points: number, now: number): Counter => ({
  level: levelAt(counter, rule, now) + points,
  at: now,
})

/** Milliseconds until `points` fit below the maximum; 0 if they fit now. What costs nothing always fits. */
export const msUntilFits = (counter: Counter, rule: CounterRule, points: number, now: number): number => {
  if (points <= 0) return 0
  const excess = levelAt(counter, rule, now) + points - rule.max
  return excess <= 0 ? 0 : Math.ceil((excess / rule.perSecond) * 1000)
}
