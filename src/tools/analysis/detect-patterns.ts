import * as z from 'zod'
import { type Candle, type Candles, candleAt, columnsOf } from '../../domain/candles.ts'
import { nearest } from '../../domain/nearest.ts'
import { PATTERNS } from '../../domain/patterns/all.ts'
import { detectPatterns as detect, type Hit } from '../../domain/patterns/detect.ts'
import { Pair } from '../../kraken/params.ts'
import { analysisTool } from './analysis-tool.ts'
import { builtFrom, historyOf } from './candles.ts'
import { IntervalName } from './params.ts'

const NAMES = PATTERNS.map(({ name }) => name)
const MOST_CANDLES = 720
const DEFAULT_CANDLES = 30

// A check and not an enum: every client would be listed the names, which answers tell anyway.
const PatternName = z.string().refine((name) => NAMES.includes(name), {
  error: ({ input }) => `is no pattern; did you mean ${meant(String(input)).join(' or ')}?`,
})

const meant = (name: string) => {
  const near = nearest(name, NAMES)
  return near.length > 0 ? near : NAMES
}

export const detectPatterns = analysisTool({
  name: 'detect_patterns',
  title: 'Candlestick patterns',
  description:
    'Candlestick patterns as TA-Lib defines them, newest first, each with direction, strength and the trend before it.',
  input: () =>
    z.strictObject({
      pair: Pair,
      interval: IntervalName.describe('"4h", or minutes; default 1h').optional(),
      patterns: z.array(PatternName).describe('Default all').optional(),
      gap: z.enum(['crypto', 'strict']).describe('Default crypto: a gap may be a touch').optional(),
      limit: z.int().min(1).max(MOST_CANDLES).describe('Last candles to look at, default 30').optional(),
      include_running: z.boolean().optional(),
    }),
  output: () =>
    z.looseObject({
      pair: z.string(),
      interval: z.string(),
      gap: z.string(),
      bars: z.number(),
      left_out: z.number(),
      hits: z.array(z.looseObject({})),
    }),
  example: { pair: 'BTC/USD', interval: '1h' },
  pages: true,
  run: async (desk, args) => {
    const { pair, interval = '1h', gap = 'crypto', limit = DEFAULT_CANDLES } = args
    const history = await historyOf(desk, pair, interval)
    const running = args.include_running ? history.running : undefined
    const candles = running ? withLast(history.committed, running) : history.committed
    const patterns = PATTERNS.filter(({ name }) => args.patterns?.includes(name) ?? true)
    const first = candles.length - limit
    const { hits, leftOut } = detect(candles, gap, { patterns, first })
    return {
      result: {
        pair,
        interval: history.interval.word,
        ...builtFrom(history.interval),
        gap,
        bars: candles.length,
        left_out: leftOut,
        hits: hits.toReversed().map((hit) => told(hit, candles, running)),
      },
      ...(history.ageMs !== undefined && { ageMs: history.ageMs }),
      ...(leftOut > 0 && { note: `${leftOut} candles in which nothing traded were left out.` }),
    }
  },
})

const withLast = (candles: Candles, last: Candle): Candles =>
  columnsOf([...Array.from(candles.time, (_, at) => candleAt(candles, at)), last])

const told = ({ at, ...hit }: Hit, candles: Candles, running: Candle | undefined) => {
  const time = candles.time[at]
  return { time, ...hit, ...(time === running?.time && { running: true }) }
}
