import type { Anatomy } from './anatomy.ts'
import { gapsDown, gapsUp, liesInside, opensBeyondClose } from './gaps.ts'
import type { Pattern } from './pattern.ts'
import { isDoji, isLong, isShort } from './shapes.ts'

const TURN = { kind: 'reversal', bars: 3 } as const

// How far the third candle of a star goes back into the first's body. Source: TA-Lib's default.
const PENETRATION = 0.3

type Test = (a: Anatomy, at: number) => boolean

const morning =
  (isStar: Test) =>
  (a: Anatomy, at: number): number => {
    const [first, star] = [at - 2, at - 1]
    const falls = isLong(a, first) && a.colour(first) === -1
    const turns = isLong(a, at) && a.colour(at) === 1
    const back = a.close(first) + a.body(first) * PENETRATION
    return falls && isStar(a, star) && gapsDown(a, star, first) && turns && a.close(at) > back ? 100 : 0
  }

const evening =
  (isStar: Test) =>
  (a: Anatomy, at: number): number => {
    const [first, star] = [at - 2, at - 1]
    const rises = isLong(a, first) && a.colour(first) === 1
    const turns = isLong(a, at) && a.colour(at) === -1
    const back = a.close(first) - a.body(first) * PENETRATION
    return rises && isStar(a, star) && gapsUp(a, star, first) && turns && a.close(at) < back ? -100 : 0
  }

const star = (name: string, talib: string, value: Pattern['value']): Pattern => ({
  ...TURN,
  name,
  talib,
  from: 12,
  value,
})

const threeInside: Pattern = {
  ...TURN,
  name: 'three_inside',
  talib: 'CDL3INSIDE',
  from: 12,
  value: (a, at) => {
    const [first, second] = [at - 2, at - 1]
    if (!(isLong(a, first) && isShort(a, second) && liesInside(a, second, first))) return 0
    if (a.colour(at) === a.colour(first)) return 0
    const gone = a.colour(at) === 1 ? a.close(at) > a.open(first) : a.close(at) < a.open(first)
    return gone ? 100 * a.colour(at) : 0
  },
}

const threeOutside: Pattern = {
  ...TURN,
  name: 'three_outside',
  talib: 'CDL3OUTSIDE',
  from: 3,
  value: (a, at) => {
    const [first, second] = [at - 2, at - 1]
    const way = a.colour(second)
    if (a.colour(first) === way || !opensBeyondClose(a, second)) return 0
    const engulfs = way * (a.close(second) - a.open(first)) > 0
    return engulfs && way * (a.close(at) - a.close(second)) > 0 ? 100 * way : 0
  },
}

/** Three candles: a move, a halt, a turn. */
export const THREES: readonly Pattern[] = [
  star('morning_star', 'CDLMORNINGSTAR', morning(isShort)),
  star('morning_doji_star', 'CDLMORNINGDOJISTAR', morning(isDoji)),
  star('evening_star', 'CDLEVENINGSTAR', evening(isShort)),
  star('evening_doji_star', 'CDLEVENINGDOJISTAR', evening(isDoji)),
  threeInside,
  threeOutside,
]
