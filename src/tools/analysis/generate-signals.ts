import * as z from 'zod'
import { vote } from '../../domain/signals/consensus.ts'
import { STRATEGIES } from '../../domain/signals/strategies.ts'
import { Pair } from '../../kraken/params.ts'
import { analysisTool } from './analysis-tool.ts'
import { builtFrom, historyOf } from './candles.ts'
import { IntervalName } from './params.ts'

const NAMES = STRATEGIES.map(({ name }) => name)

export const generateSignals = analysisTool({
  name: 'generate_signals',
  title: 'Trading signals',
  description:
    'Buy, sell or neutral by each strategy at the last committed candle, with the reason in words.',
  input: () =>
    z.strictObject({
      pair: Pair,
      interval: IntervalName.describe('"4h", or minutes; default 1h').optional(),
      strategies: z.array(z.enum(NAMES)).min(1).describe('Default all').optional(),
    }),
  output: () =>
    z.looseObject({
      pair: z.string(),
      interval: z.string(),
      bars: z.number(),
      signal: z.string(),
      signals: z.array(z.looseObject({ strategy: z.string(), signal: z.string(), reason: z.string() })),
    }),
  example: { pair: 'BTC/USD', interval: '4h', strategies: ['rsi', 'macd'] },
  run: async (desk, { pair, interval = '1h', strategies = NAMES }) => {
    const history = await historyOf(desk, pair, interval)
    const candles = history.committed
    const { signal, counts, signals } = vote(
      candles,
      STRATEGIES.filter(({ name }) => strategies.includes(name)),
    )
    return {
      result: {
        pair,
        interval: history.interval.word,
        ...builtFrom(history.interval),
        bars: candles.length,
        time: candles.time.at(-1) ?? null,
        close: candles.close.at(-1) ?? null,
        signal,
        counts,
        signals,
      },
      ...(history.ageMs !== undefined && { ageMs: history.ageMs }),
    }
  },
})
