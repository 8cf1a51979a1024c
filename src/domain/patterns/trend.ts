import type { Anatomy } from './anatomy.ts'

/** Where prices went before a pattern; `unknown` where too few candles precede it. */
export type Trend = 'up' | 'down' | 'none' | 'unknown'

const CANDLES = 10
/** How many average ranges prices must have gone; of ten candles that wander, about one in three goes as far. */
const RANGES = 2

/** The trend of the ten candles before a place: where they went, against their own average range. */
export const trendBefore = (a: Anatomy, place: number): Trend => {
  const first = place - CANDLES
  if (first < 0) return 'unknown'
  let ranges = 0
  for (let at = first; at < place; at++) ranges += a.range(at)
  const enough = RANGES * (ranges / CANDLES)
  const went = a.close(place - 1) - a.open(first)
  if (went > enough) return 'up'
  return -went > enough ? 'down' : 'none'
}
