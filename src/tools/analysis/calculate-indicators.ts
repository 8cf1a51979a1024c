import * as z from 'zod'
import { type Candles, withRunning } from '../../domain/candles.ts'
import { compute } from '../../domain/indicators/definition.ts'
import { READINGS } from '../../domain/signals/readings.ts'
import { lastOf } from '../../domain/signals/strategies.ts'
import { Pair } from '../../kraken/params.ts'
import { analysisTool } from './analysis-tool.ts'
import { builtFrom, historyOf } from './candles.ts'
import { told, toldAll } from './numbers.ts'
import { IntervalName } from './params.ts'
import { settled, Wanted } from './wanted.ts'

const MOST_INDICATORS = 30
const DEFAULT_SERIES = 50

export const calculateIndicators = analysisTool({
  name: 'calculate_indicators',
  title: 'Indicators',
  description:
    'sma ema rma stddev rsi macd bollinger atr stochastic adx cci ichimoku supertrend keltner obv mfi vwap psar roc … over all committed candles, with signal and warm-up.',
  input: () =>
    z.strictObject({
      pair: Pair,
      interval: IntervalName.describe('"4h", or minutes; default 1h').optional(),
      indicators: z.array(Wanted).min(1).max(MOST_INDICATORS).describe('Names, or {name, …parameters}'),
      limit: z.int().min(1).max(720).describe('Length of the series, default 50').optional(),
      include_series: z.boolean().optional(),
      include_running: z.boolean().optional(),
    }),
  output: () =>
    z.looseObject({
      pair: z.string(),
      interval: z.string(),
      bars: z.number(),
      indicators: z.array(z.looseObject({ name: z.string() })),
    }),
  example: { pair: 'BTC/USD', interval: '1h', indicators: [{ name: 'rsi', period: 14 }, 'macd'] },
  pages: true,
  run: async (desk, args) => {
    const wanted = args.indicators.map(settled)
    const history = await historyOf(desk, args.pair, args.interval ?? '1h')
    const candles = args.include_running ? withRunning(history) : history.committed
    const series = args.include_series ? (args.limit ?? DEFAULT_SERIES) : 0
    return {
      result: {
        pair: args.pair,
        interval: history.interval.word,
        ...builtFrom(history.interval),
        bars: candles.length,
        running_candle: runningWord(candles, history.committed, history.running !== undefined),
        time: candles.time.at(-1) ?? null,
        close: candles.close.at(-1) ?? null,
        indicators: wanted.map((one) => answerOf(one, candles, series)),
        ...(series > 0 && { times: [...candles.time.slice(-series)] }),
      },
      ...(history.ageMs !== undefined && { ageMs: history.ageMs }),
    }
  },
})

const runningWord = (candles: Candles, committed: Candles, hasRunning: boolean) => {
  if (!hasRunning) return 'none'
  return candles.length > committed.length ? 'the last bar' : 'left out'
}

const answerOf = (
  { indicator, parameters }: ReturnType<typeof settled>,
  candles: Candles,
  series: number,
) => {
  const { values, warmup, stableFrom } = compute(indicator, candles, parameters)
  const last = lastOf(values)
  const isKnown = candles.length > warmup
  const notes = notesOf(candles.length, warmup, stableFrom)
  return {
    name: indicator.name,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    values: toldAll(last),
    ...(isKnown && READINGS[indicator.name]?.(last, candles.close.at(-1) ?? Number.NaN)),
    warmup,
    stable_from: stableFrom,
    ...(notes && { note: notes }),
    ...(series > 0 && { series: seriesOf(values, series) }),
  }
}

const notesOf = (bars: number, warmup: number, stableFrom: number): string | undefined => {
  if (bars <= warmup) return `Needs ${warmup + 1} candles and there are ${bars}`
  if (bars <= stableFrom)
    return `Not stable: with ${bars} candles it still depends on where they begin; ${stableFrom + 1} settle that`
  return undefined
}

const seriesOf = (values: Readonly<Record<string, Float64Array>>, length: number) =>
  Object.fromEntries(
    Object.entries(values).map(([name, column]) => [
      name,
      Array.from(column.slice(-length), (value) => told(value)),
    ]),
  )
