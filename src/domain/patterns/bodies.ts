import type { Anatomy } from './anatomy.ts'
import type { Pattern } from './pattern.ts'
import { isLong, isNone } from './shapes.ts'

const ONE = { bars: 1, from: 10 } as const

/** The shadow on the side where the candle opened, and the one where it closed. */
const openShadow = (a: Anatomy, at: number) => (a.colour(at) === 1 ? a.lowerShadow(at) : a.upperShadow(at))
const closeShadow = (a: Anatomy, at: number) => (a.colour(at) === 1 ? a.upperShadow(at) : a.lowerShadow(at))

const marubozu: Pattern = {
  ...ONE,
  name: 'marubozu',
  talib: 'CDLMARUBOZU',
  kind: 'move',
  value: (a, at) => {
    const isBare = isNone(a, at, a.upperShadow(at)) && isNone(a, at, a.lowerShadow(at))
    return isLong(a, at) && isBare ? 100 * a.colour(at) : 0
  },
}

const closingMarubozu: Pattern = {
  ...ONE,
  name: 'closing_marubozu',
  talib: 'CDLCLOSINGMARUBOZU',
  kind: 'move',
  value: (a, at) => (isLong(a, at) && isNone(a, at, closeShadow(a, at)) ? 100 * a.colour(at) : 0),
}

const beltHold: Pattern = {
  ...ONE,
  name: 'belt_hold',
  talib: 'CDLBELTHOLD',
  kind: 'reversal',
  value: (a, at) => (isLong(a, at) && isNone(a, at, openShadow(a, at)) ? 100 * a.colour(at) : 0),
}

const spinningTop: Pattern = {
  ...ONE,
  name: 'spinning_top',
  talib: 'CDLSPINNINGTOP',
  kind: 'pause',
  value: (a, at) => {
    const body = a.body(at)
    const isTop = body < a.size('body', at) && a.upperShadow(at) > body && a.lowerShadow(at) > body
    return isTop ? 100 * a.colour(at) : 0
  },
}

/** Single candles told by their body against their shadows. */
export const BODIES: readonly Pattern[] = [marubozu, closingMarubozu, beltHold, spinningTop]
