import type { Anatomy } from './anatomy.ts'
import type { Pattern } from './pattern.ts'

/** How many candles later a confirmation still counts. */
const PATIENCE = 3

/** A candle inside the one before it, then a break out of it: 100 where the break is downwards and taken for false. */
const trapAt = (a: Anatomy, at: number): number => {
  const [inner, outer] = [at - 1, at - 2]
  if (!(a.high(inner) < a.high(outer) && a.low(inner) > a.low(outer))) return 0
  if (a.high(at) < a.high(inner) && a.low(at) < a.low(inner)) return 100
  return a.high(at) > a.high(inner) && a.low(at) > a.low(inner) ? -100 : 0
}

const lastTrap = (a: Anatomy, at: number): number => {
  for (let trap = at - 1; trap >= Math.max(2, at - PATIENCE); trap--) if (trapAt(a, trap) !== 0) return trap
  return Number.NaN
}

/** Closes beyond the inner candle, against the break. */
const springs = (a: Anatomy, trap: number, at: number) =>
  trapAt(a, trap) > 0 ? a.close(at) > a.high(trap - 1) : a.close(at) < a.low(trap - 1)

/** The trap that springs here for the first time; NaN where none does. */
const sprungAt = (a: Anatomy, at: number): number => {
  const trap = lastTrap(a, at)
  for (let between = trap + 1; between < at; between++) if (springs(a, trap, between)) return Number.NaN
  return springs(a, trap, at) ? trap : Number.NaN
}

/** A false break out of an inside candle; 200 where it is confirmed. A new trap goes before a confirmation. Source: TA-Lib. */
export const hikkake: Pattern = {
  name: 'hikkake',
  talib: 'CDLHIKKAKE',
  kind: 'trap',
  bars: 3,
  from: 5,
  value: (a, at) => {
    const fresh = trapAt(a, at)
    if (fresh !== 0) return fresh
    const trap = sprungAt(a, at)
    return Number.isNaN(trap) ? 0 : 2 * trapAt(a, trap)
  },
  span: (a, at) => (trapAt(a, at) === 0 ? at - sprungAt(a, at) + 3 : 3),
}
