import { expect, test } from 'vitest'
import { PATTERNS } from '../../../src/domain/patterns/all.ts'
import { detectPatterns } from '../../../src/domain/patterns/detect.ts'
import { type Bar, chartOf, PLAIN } from './charts.ts'

/** What each pattern looks like after twelve plain candles, drawn by hand, and a chart that misses it by a hair. */
interface Drawn {
  readonly says: string
  readonly hit: readonly Bar[]
  readonly miss: readonly Bar[]
}

const drawn = (says: string, hit: readonly Bar[], miss: readonly Bar[]): Drawn => ({ says, hit, miss })

const LONG_WHITE: Bar = [95, 108, 94, 107]
const FALL: Bar = [108, 109, 95, 96]
const RISE: Bar = [96, 109, 95, 108]
const INNER: Bar = [99, 104, 96, 101]

const DRAWN: Readonly<Record<string, Drawn>> = {
  // A body of a tenth of the average range; of more.
  doji: drawn('neutral 100', [[100, 105, 95, 101]], [[100, 105, 95, 101.5]]),
  // Hardly an upper shadow; one of a tenth of the range.
  dragonfly_doji: drawn('neutral 100', [[104.5, 105, 95, 105]], [[103.5, 105, 95, 104]]),
  gravestone_doji: drawn('neutral 100', [[95.5, 105, 95, 95]], [[96.5, 105, 95, 96]]),
  // A shadow longer than the body; shadows as long as the body.
  long_legged_doji: drawn('neutral 100', [[100, 103, 100, 101]], [[100, 102, 99, 101]]),
  // The body near the middle; off it.
  rickshaw_man: drawn('neutral 100', [[100, 105, 95, 101]], [[102.5, 105, 95, 103.5]]),
  // A lower shadow of more than two bodies; of two.
  takuri: drawn('neutral 100', [[104, 105.5, 101.9, 105]], [[104, 105.5, 102, 105]]),
  // A doji above the long body; on it.
  doji_star: drawn(
    'bearish 100',
    [
      [98, 110, 97, 109],
      [110, 112, 108, 110.5],
    ],
    [
      [98, 110, 97, 109],
      [109, 112, 108, 109.5],
    ],
  ),
  // The body near the low of the candle before; further up.
  hammer: drawn('bullish 100', [[96, 97.5, 90, 97]], [[97.5, 99, 91, 98.5]]),
  // The body near the high of the candle before; further down.
  hanging_man: drawn('bearish 100', [[103, 104.4, 97, 104]], [[102.5, 103.9, 96, 103.5]]),
  // The body below the body before; touching it.
  inverted_hammer: drawn('bullish 100', [[96, 102, 95.6, 97]], [[97, 103, 96.6, 98]]),
  shooting_star: drawn('bearish 100', [[103, 109, 102.5, 104]], [[102, 108, 101.5, 103]]),
  // No shadows; one of a tenth of the average range.
  marubozu: drawn('bullish 100', [[98, 104.5, 97.5, 104]], [[98, 105, 97.5, 104]]),
  closing_marubozu: drawn('bullish 100', [[98, 104.5, 90, 104]], [[98, 105, 90, 104]]),
  belt_hold: drawn('bullish 100', [[98, 110, 97.5, 104]], [[98, 110, 97, 104]]),
  // Shadows longer than the body; one as long.
  spinning_top: drawn('neutral 100', [[99, 103.5, 96.5, 101]], [[99, 103, 96.5, 101]]),
  // The body of the last plain candle wrapped; not at its lower end.
  engulfing: drawn('bullish 100', [[97.5, 104, 97, 102.5]], [[98.5, 104, 97, 102.5]]),
  // A short body inside; above the long one's top.
  harami: drawn('bearish 100', [LONG_WHITE, [104, 105, 98, 100]], [LONG_WHITE, [108, 109, 98, 104]]),
  // A doji inside; a body too large for one.
  harami_cross: drawn('bearish 100', [LONG_WHITE, [101, 102, 99, 101.5]], [LONG_WHITE, [101, 104, 99, 103]]),
  // Closes above the middle of the long body; at it.
  piercing: drawn('bullish 100', [FALL, [94, 104, 93.5, 103]], [FALL, [94, 104, 93.5, 102]]),
  dark_cloud_cover: drawn('bearish 100', [RISE, [110, 111, 100, 101]], [RISE, [110, 111, 100, 102]]),
  // Closes above three tenths of the long body (99.6); just below.
  morning_star: drawn(
    'bullish 100',
    [FALL, [93, 95, 91, 94], [95, 106, 94.5, 105]],
    [FALL, [93, 95, 91, 94], [93.5, 100, 93, 99.5]],
  ),
  evening_star: drawn(
    'bearish 100',
    [RISE, [111, 113, 109, 110], [109, 109.5, 98, 99]],
    [RISE, [111, 113, 109, 110], [110.5, 111, 104, 104.5]],
  ),
  // The star is a doji; a body too large for one.
  morning_doji_star: drawn(
    'bullish 100',
    [FALL, [93, 95, 91, 94], [95, 106, 94.5, 105]],
    [FALL, [92.5, 95, 91, 94], [95, 106, 94.5, 105]],
  ),
  evening_doji_star: drawn(
    'bearish 100',
    [RISE, [111, 113, 109, 110], [109, 109.5, 98, 99]],
    [RISE, [111.5, 113, 109, 110], [109, 109.5, 98, 99]],
  ),
  // Closes below where the long body began; there.
  three_inside: drawn(
    'bearish 100',
    [LONG_WHITE, [104, 105, 98, 100], [100, 101, 92, 94]],
    [LONG_WHITE, [104, 105, 98, 100], [100, 101, 92, 95]],
  ),
  // Closes above the candle that engulfs; at its close.
  three_outside: drawn(
    'bullish 100',
    [
      [97.5, 104, 97, 102.5],
      [102, 104, 101, 103],
    ],
    [
      [97.5, 104, 97, 102.5],
      [102, 104, 101, 102.5],
    ],
  ),
  // Breaks out of the inner candle downwards; only its high is lower.
  hikkake: drawn('bullish 100', [INNER, [100, 103, 95.5, 102]], [INNER, [100, 103, 96, 102]]),
}

/** What is said of a pattern at the last candle of a chart. */
const saidOf = (name: string, bars: readonly Bar[], gap: 'strict' | 'crypto' = 'strict') => {
  const chart = [...PLAIN, ...bars]
  const { hits } = detectPatterns(chartOf(chart), gap)
  return hits
    .filter(({ pattern, at }) => pattern === name && at === chart.length - 1)
    .map(({ direction, strength }) => `${direction} ${strength}`)
}

test('every pattern is drawn here', () => {
  expect(Object.keys(DRAWN).sort()).toEqual(PATTERNS.map(({ name }) => name).sort())
})

test.each(Object.entries(DRAWN))(
  '%s is found where it is, and not where it is missed by a hair',
  (name, its) => {
    expect(saidOf(name, its.hit)).toEqual([its.says])
    expect(saidOf(name, its.miss)).toEqual([])
  },
)

test('bodies that match at one end are weaker', () => {
  expect(saidOf('engulfing', [[98, 104, 97, 102.5]])).toEqual(['bullish 80'])
  expect(saidOf('harami', [LONG_WHITE, [107, 108, 98, 103]])).toEqual(['bearish 80'])
})

test('a hikkake is confirmed by a close beyond the inner candle, once, within three candles', () => {
  const trap: readonly Bar[] = [INNER, [100, 103, 95.5, 102]]
  const wait: Bar = [102, 103.5, 95.2, 102]
  const spring: Bar = [102, 106, 95, 105]
  expect(saidOf('hikkake', [...trap, spring])).toEqual(['bullish 200'])
  expect(saidOf('hikkake', [...trap, [102, 106, 95, 104]])).toEqual([])
  expect(saidOf('hikkake', [...trap, wait, wait, spring])).toEqual(['bullish 200'])
  expect(saidOf('hikkake', [...trap, wait, wait, wait, spring])).toEqual([])
  expect(saidOf('hikkake', [...trap, spring, spring])).toEqual([])
})

test.each([
  [
    'doji_star',
    'bearish 80',
    [
      [98, 110, 97, 109],
      [109, 112, 108, 109.5],
    ],
  ],
  ['inverted_hammer', 'bullish 80', [[98, 103, 96.6, 97]]],
  ['shooting_star', 'bearish 80', [[102, 108, 101.5, 103]]],
  ['piercing', 'bullish 80', [FALL, [96, 104, 95.5, 103]]],
  ['dark_cloud_cover', 'bearish 80', [RISE, [108, 109, 100, 101]]],
  ['morning_star', 'bullish 80', [FALL, [96, 97, 93, 95], [95, 106, 94.5, 105]]],
  ['evening_star', 'bearish 80', [RISE, [108, 111, 107, 109], [109, 109.5, 98, 99]]],
  ['three_inside', 'bearish 80', [LONG_WHITE, [107, 108, 98, 103], [103, 104, 92, 94]]],
  [
    'three_outside',
    'bullish 80',
    [
      [98, 104, 97, 102.5],
      [102.5, 104, 101, 103],
    ],
  ],
] as const)('a touch makes a %s in crypto mode, and none in strict mode', (name, says, bars) => {
  expect(saidOf(name, bars, 'crypto')).toEqual([says])
  expect(saidOf(name, bars, 'strict')).toEqual([])
})
