import { PATTERNS } from './all.ts'
import { type Anatomy, anatomyOf, type CandleColumns, type Gap } from './anatomy.ts'
import type { Pattern } from './pattern.ts'
import { traded } from './traded.ts'
import { type Trend, trendBefore } from './trend.ts'

/** One pattern found; `at` is the place of its last candle in the columns given. */
export interface Hit {
  readonly pattern: string
  readonly at: number
  readonly direction: 'bullish' | 'bearish' | 'neutral'
  /** 100 the whole pattern; 80 with ends that only match or touch; 200 a hikkake that is confirmed. */
  readonly strength: number
  /** How many candles it spans, those without trades not counted. */
  readonly bars: number
  readonly trend: Trend
  /** Whether the trend that it would turn preceded it; only of what is known as a reversal. */
  readonly reverses?: boolean
}

export interface Detected {
  readonly hits: readonly Hit[]
  /** Candles in which nothing traded: they are no candles, and left out. */
  readonly leftOut: number
}

/** Which patterns are looked for, and from which place on: all, everywhere, unless said otherwise. */
interface Wanted {
  readonly patterns?: readonly Pattern[]
  readonly first?: number
}

/** How much a hit counts that only the crypto mode's touch lets pass. */
const TOUCHED = 80

/** Finds patterns that end at the place `first` or later, oldest first. No hit depends on a candle after its own. */
export const detectPatterns = (
  candles: CandleColumns,
  gap: Gap,
  { patterns = PATTERNS, first = 0 }: Wanted = {},
): Detected => {
  const { columns, places, leftOut } = traded(candles)
  const strict = anatomyOf(columns, 'strict')
  const loose: Anatomy = { ...strict, gap }
  const hits = places.flatMap((place, at) => {
    if (place < first) return []
    return patterns.flatMap((pattern) => {
      const value = worth(pattern, strict, loose, at)
      return value === 0 ? [] : [hitOf(pattern, strict, at, place, value)]
    })
  })
  return { hits, leftOut }
}

const worth = (pattern: Pattern, strict: Anatomy, loose: Anatomy, at: number): number => {
  if (at < pattern.from) return 0
  const value = pattern.value(strict, at)
  if (value !== 0 || loose.gap === 'strict') return value
  return Math.sign(pattern.value(loose, at)) * TOUCHED
}

const hitOf = (pattern: Pattern, a: Anatomy, at: number, place: number, value: number): Hit => {
  const bars = pattern.span?.(a, at) ?? pattern.bars
  const trend = trendBefore(a, at - bars + 1)
  return {
    pattern: pattern.name,
    at: place,
    direction: pattern.kind === 'pause' ? 'neutral' : value > 0 ? 'bullish' : 'bearish',
    strength: Math.abs(value),
    bars,
    trend,
    ...(pattern.kind === 'reversal' && { reverses: trend === (value > 0 ? 'down' : 'up') }),
  }
}
