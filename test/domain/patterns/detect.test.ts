import { expect, test } from 'vitest'
import { PATTERNS } from '../../../src/domain/patterns/all.ts'
import { detectPatterns } from '../../../src/domain/patterns/detect.ts'
import { type Bar, chartOf, PLAIN } from './charts.ts'

const ENGULFING: Bar = [97.5, 104, 97, 102.5]

const hitOf = (name: string, bars: readonly Bar[]) =>
  detectPatterns(chartOf(bars), 'strict').hits.find(
    ({ pattern, at }) => pattern === name && at === bars.length - 1,
  )

test('candles in which nothing traded are left out and counted, and places stay those of the chart', () => {
  const flat: Bar = [98, 98, 98, 98]
  const chart = [...PLAIN.slice(0, 6), flat, flat, ...PLAIN.slice(6), flat, ENGULFING]
  const count = chart.map((bar) => (bar === flat ? 0 : 3))
  const { hits, leftOut } = detectPatterns({ ...chartOf(chart), count }, 'strict')
  expect(leftOut).toBe(3)
  expect(hits).toEqual(
    detectPatterns(chartOf([...PLAIN, ENGULFING]), 'strict').hits.map((hit) => ({
      ...hit,
      at: hit.at < 6 ? hit.at : hit.at < 12 ? hit.at + 2 : hit.at + 3,
    })),
  )
  expect(hits.at(-1)).toMatchObject({ pattern: 'engulfing', at: chart.length - 1, bars: 2 })
})

/** Ten candles that go one way by `step` each, ranges of 10, then a black one and a white one around it. */
const after = (step: number): readonly Bar[] => {
  const way = Array.from({ length: 10 }, (_, at): Bar => {
    const open = 200 + at * step
    return [open, open + step / 2 + 5, open + step / 2 - 5, open + step]
  })
  const end = 200 + 10 * step
  return [...way, [end, end + 1, end - 5, end - 4], [end - 5, end + 2, end - 6, end + 1]]
}

test.each([
  ['a fall', -3, { trend: 'down', reverses: true }],
  ['a rise', 3, { trend: 'up', reverses: false }],
  ['a market going nowhere', 1, { trend: 'none', reverses: false }],
])('a bullish engulfing after %s says so', (_, step, told) => {
  expect(hitOf('engulfing', after(step))).toMatchObject({ direction: 'bullish', ...told })
})

test('where too few candles precede it, the trend is unknown', () => {
  expect(hitOf('engulfing', after(-3).slice(1))).toMatchObject({ trend: 'unknown', reverses: false })
})

test('what is no reversal does not say whether it reverses', () => {
  expect(hitOf('doji', [...PLAIN, [100, 105, 95, 101]])).not.toHaveProperty('reverses')
})

test('a confirmed hikkake spans the candles from the outer one to its confirmation', () => {
  const chart: readonly Bar[] = [
    ...PLAIN,
    [99, 104, 96, 101],
    [100, 103, 95.5, 102],
    [102, 103.5, 95.2, 102],
    [102, 106, 95, 105],
  ]
  expect(hitOf('hikkake', chart)).toMatchObject({ strength: 200, bars: 5 })
  expect(hitOf('hikkake', chart.slice(0, 14))).toMatchObject({ strength: 100, bars: 3 })
})

test('only the patterns that are wanted are looked for, from the place that is wanted', () => {
  const chart = chartOf([...PLAIN, ENGULFING, ...PLAIN, ENGULFING])
  const wanted = PATTERNS.filter(({ name }) => name === 'engulfing')
  const placesOf = (first?: number) =>
    detectPatterns(chart, 'strict', { patterns: wanted, ...(first !== undefined && { first }) }).hits.map(
      ({ pattern, at }) => `${pattern} ${at}`,
    )
  expect(placesOf(25)).toEqual(['engulfing 25'])
  expect(placesOf(13).at(-1)).toBe('engulfing 25')
  expect(placesOf()).toContain('engulfing 12')
})

test('an empty chart and a short one hold nothing', () => {
  expect(detectPatterns(chartOf([]), 'crypto')).toEqual({ hits: [], leftOut: 0 })
  expect(detectPatterns(chartOf(PLAIN.slice(0, 2)), 'crypto').hits).toEqual([])
})
