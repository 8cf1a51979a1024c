import type { Anatomy } from './anatomy.ts'
import { opensHigh, opensLow } from './gaps.ts'
import type { Pattern } from './pattern.ts'
import { isDoji, isLong, isShort } from './shapes.ts'

const TURN = { kind: 'reversal', bars: 2 } as const

const engulfing: Pattern = {
  ...TURN,
  name: 'engulfing',
  talib: 'CDLENGULFING',
  from: 2,
  value: (a, at) => {
    const before = at - 1
    if (a.colour(at) === a.colour(before)) return 0
    const above = a.top(at) - a.top(before)
    const below = a.bottom(before) - a.bottom(at)
    if (!(above >= 0 && below >= 0 && above + below > 0)) return 0
    return a.colour(at) * (above > 0 && below > 0 ? 100 : 80)
  },
}

/** How a body lies in the long one before it: 100 inside, 80 at one of its ends, 0 otherwise. */
const inside = (a: Anatomy, at: number): number => {
  const before = at - 1
  if (a.top(at) < a.top(before) && a.bottom(at) > a.bottom(before)) return 100
  return a.top(at) <= a.top(before) && a.bottom(at) >= a.bottom(before) ? 80 : 0
}

const turned = (a: Anatomy, at: number, value: number) => (value === 0 ? 0 : -a.colour(at - 1) * value)

const harami: Pattern = {
  ...TURN,
  name: 'harami',
  talib: 'CDLHARAMI',
  from: 11,
  value: (a, at) => (isLong(a, at - 1) && isShort(a, at) ? turned(a, at, inside(a, at)) : 0),
}

const haramiCross: Pattern = {
  ...TURN,
  name: 'harami_cross',
  talib: 'CDLHARAMICROSS',
  from: 11,
  value: (a, at) => (isLong(a, at - 1) && isDoji(a, at) ? turned(a, at, inside(a, at)) : 0),
}

const piercing: Pattern = {
  ...TURN,
  name: 'piercing',
  talib: 'CDLPIERCING',
  from: 11,
  value: (a, at) => {
    const before = at - 1
    const areLong = isLong(a, before) && isLong(a, at) && a.colour(before) === -1 && a.colour(at) === 1
    const half = a.close(before) + a.body(before) * 0.5
    return areLong && opensLow(a, at) && a.close(at) > half && a.close(at) < a.open(before) ? 100 : 0
  },
}

const darkCloudCover: Pattern = {
  ...TURN,
  name: 'dark_cloud_cover',
  talib: 'CDLDARKCLOUDCOVER',
  from: 11,
  value: (a, at) => {
    const before = at - 1
    const turns = isLong(a, before) && a.colour(before) === 1 && a.colour(at) === -1
    const half = a.close(before) - a.body(before) * 0.5
    return turns && opensHigh(a, at) && a.close(at) < half && a.close(at) > a.open(before) ? -100 : 0
  },
}

/** Two candles, the second against the first. */
export const PAIRS: readonly Pattern[] = [engulfing, harami, haramiCross, piercing, darkCloudCover]
