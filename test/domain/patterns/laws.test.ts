import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PATTERNS } from '../../../src/domain/patterns/all.ts'
import type { Gap } from '../../../src/domain/patterns/anatomy.ts'
import { detectPatterns, type Hit } from '../../../src/domain/patterns/detect.ts'
import { type Bar, chartOf, continuous, gapping, mirrored, priced } from './charts.ts'

const GAPS: readonly Gap[] = ['strict', 'crypto']
const RUNS = { numRuns: 150 }

const hitsOf = (bars: readonly Bar[], gap: Gap) => detectPatterns(chartOf(bars), gap).hits
const seen = (hits: readonly Hit[]) => new Set(hits.map(({ pattern }) => pattern))
const NAMES = new Set(PATTERNS.map(({ name }) => name))

test('the charts of these laws hold every pattern', () => {
  const samples = fc.sample(gapping, { numRuns: 600, seed: 7 })
  expect(seen(samples.flatMap((bars) => hitsOf(bars, 'strict')))).toEqual(NAMES)
})

test.each(GAPS)('in %s mode, patterns do not depend on the unit of prices', (gap) => {
  const factor = fc.constantFrom(2 ** -20, 3, 7, 1_000, 2 ** 30)
  fc.assert(
    fc.property(gapping, factor, (bars, by) => {
      expect(
        hitsOf(
          priced(bars, (price) => price * by),
          gap,
        ),
      ).toEqual(hitsOf(bars, gap))
    }),
    RUNS,
  )
})

test.each(GAPS)('in %s mode, patterns do not depend on the level of prices', (gap) => {
  fc.assert(
    fc.property(gapping, fc.integer({ min: -1_000, max: 1_000_000 }), (bars, by) => {
      expect(
        hitsOf(
          priced(bars, (price) => price + by),
          gap,
        ),
      ).toEqual(hitsOf(bars, gap))
    }),
    RUNS,
  )
})

// Those that are the same pattern in the other direction, and those that have a twin. TA-Lib defines the rest one way only.
const ITSELF = [
  'doji',
  'long_legged_doji',
  'rickshaw_man',
  'doji_star',
  'marubozu',
  'closing_marubozu',
  'belt_hold',
  'spinning_top',
  'engulfing',
  'harami',
  'harami_cross',
  'three_inside',
  'three_outside',
  'hikkake',
]
const TWINS = [
  ['dragonfly_doji', 'gravestone_doji'],
  ['morning_star', 'evening_star'],
  ['morning_doji_star', 'evening_doji_star'],
] as const
const TWIN = new Map([
  ...ITSELF.map((name) => [name, name] as const),
  ...TWINS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
])

const OTHER = { bullish: 'bearish', bearish: 'bullish', neutral: 'neutral' } as const
const OTHER_TREND = { up: 'down', down: 'up', none: 'none', unknown: 'unknown' } as const

const reflected = (hit: Hit): readonly Hit[] => {
  const pattern = TWIN.get(hit.pattern)
  if (pattern === undefined) return []
  return [{ ...hit, pattern, direction: OTHER[hit.direction], trend: OTHER_TREND[hit.trend] }]
}

const inOrder = (hits: readonly Hit[]) =>
  [...hits].sort((one, other) => one.at - other.at || one.pattern.localeCompare(other.pattern))

test.each(GAPS)('in %s mode, a chart upside down holds the twin of each pattern that has one', (gap) => {
  fc.assert(
    fc.property(gapping, (bars) => {
      const upsideDown = hitsOf(mirrored(bars), gap).filter(({ pattern }) => TWIN.has(pattern))
      expect(inOrder(upsideDown)).toEqual(inOrder(hitsOf(bars, gap).flatMap(reflected)))
    }),
    RUNS,
  )
})

// The other way it need not be: a piercing line wants a long second body, a dark cloud does not. Source: TA-Lib.
test.each(GAPS)('in %s mode, a piercing line upside down is a dark cloud', (gap) => {
  fc.assert(
    fc.property(gapping, (bars) => {
      const clouds = hitsOf(mirrored(bars), gap).filter(({ pattern }) => pattern === 'dark_cloud_cover')
      const pierced = hitsOf(bars, gap).filter(({ pattern }) => pattern === 'piercing')
      const places = new Set(clouds.map(({ at }) => at))
      expect(pierced.filter(({ at }) => !places.has(at))).toEqual([])
    }),
    RUNS,
  )
})

test.each(GAPS)('in %s mode, no pattern depends on what comes after it', (gap) => {
  fc.assert(
    fc.property(gapping, (bars) => {
      const whole = hitsOf(bars, gap)
      for (let end = 0; end <= bars.length; end++)
        expect(hitsOf(bars.slice(0, end), gap)).toEqual(whole.filter(({ at }) => at < end))
    }),
    { numRuns: 25 },
  )
})

test('crypto mode finds all that strict mode finds, just as strong', () => {
  fc.assert(
    fc.property(gapping, (bars) => {
      const loose = hitsOf(bars, 'crypto').map((hit) => JSON.stringify(hit))
      expect(hitsOf(bars, 'strict').filter((hit) => !loose.includes(JSON.stringify(hit)))).toEqual([])
    }),
    RUNS,
  )
})

test('where every candle opens at the last close, crypto mode finds the patterns that strict mode cannot', () => {
  const samples = fc.sample(continuous, { numRuns: 600, seed: 7 })
  const strict = seen(samples.flatMap((bars) => hitsOf(bars, 'strict')))
  const loose = seen(samples.flatMap((bars) => hitsOf(bars, 'crypto')))
  expect([...loose].filter((name) => !strict.has(name)).sort()).toEqual([
    'dark_cloud_cover',
    'doji_star',
    'evening_doji_star',
    'evening_star',
    'inverted_hammer',
    'morning_doji_star',
    'morning_star',
    'piercing',
    'shooting_star',
    'three_inside',
    'three_outside',
  ])
  expect(loose).toEqual(NAMES)
})
