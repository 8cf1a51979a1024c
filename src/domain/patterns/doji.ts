import type { Anatomy } from './anatomy.ts'
import { gapsDown, gapsUp } from './gaps.ts'
import type { Pattern } from './pattern.ts'
import { isDoji, isLong, isNone } from './shapes.ts'

const PAUSE = { kind: 'pause', bars: 1, from: 10 } as const

const isThere = (a: Anatomy, at: number, shadow: number) => shadow > a.size('sliver', at)
const isLeg = (a: Anatomy, at: number, shadow: number) => shadow > a.body(at)

const doji: Pattern = {
  ...PAUSE,
  name: 'doji',
  talib: 'CDLDOJI',
  value: (a, at) => (isDoji(a, at) ? 100 : 0),
}

const dragonflyDoji: Pattern = {
  ...PAUSE,
  name: 'dragonfly_doji',
  talib: 'CDLDRAGONFLYDOJI',
  value: (a, at) =>
    isDoji(a, at) && isNone(a, at, a.upperShadow(at)) && isThere(a, at, a.lowerShadow(at)) ? 100 : 0,
}

const gravestoneDoji: Pattern = {
  ...PAUSE,
  name: 'gravestone_doji',
  talib: 'CDLGRAVESTONEDOJI',
  value: (a, at) =>
    isDoji(a, at) && isNone(a, at, a.lowerShadow(at)) && isThere(a, at, a.upperShadow(at)) ? 100 : 0,
}

const longLeggedDoji: Pattern = {
  ...PAUSE,
  name: 'long_legged_doji',
  talib: 'CDLLONGLEGGEDDOJI',
  value: (a, at) =>
    isDoji(a, at) && (isLeg(a, at, a.lowerShadow(at)) || isLeg(a, at, a.upperShadow(at))) ? 100 : 0,
}

const rickshawMan: Pattern = {
  ...PAUSE,
  name: 'rickshaw_man',
  talib: 'CDLRICKSHAWMAN',
  value: (a, at) => {
    const hasLegs = isLeg(a, at, a.lowerShadow(at)) && isLeg(a, at, a.upperShadow(at))
    return isDoji(a, at) && hasLegs && isNearMiddle(a, at) ? 100 : 0
  },
}

const isNearMiddle = (a: Anatomy, at: number) => {
  const middle = a.low(at) + a.range(at) / 2
  const near = a.size('near', at)
  return a.bottom(at) <= middle + near && a.top(at) >= middle - near
}

const takuri: Pattern = {
  ...PAUSE,
  name: 'takuri',
  talib: 'CDLTAKURI',
  value: (a, at) =>
    isDoji(a, at) && isNone(a, at, a.upperShadow(at)) && a.lowerShadow(at) > 2 * a.body(at) ? 100 : 0,
}

const dojiStar: Pattern = {
  name: 'doji_star',
  talib: 'CDLDOJISTAR',
  kind: 'reversal',
  bars: 2,
  from: 11,
  value: (a, at) => {
    const before = at - 1
    if (!(isLong(a, before) && isDoji(a, at))) return 0
    const isStar = a.colour(before) === 1 ? gapsUp(a, at, before) : gapsDown(a, at, before)
    return isStar ? -100 * a.colour(before) : 0
  },
}

/** Candles without a body worth the name. */
export const DOJI: readonly Pattern[] = [
  doji,
  dragonflyDoji,
  gravestoneDoji,
  longLeggedDoji,
  rickshawMan,
  takuri,
  dojiStar,
]
