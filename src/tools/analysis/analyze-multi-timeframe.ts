import * as z from 'zod'
import type { Desk } from '../../desk/desk.ts'
import { intervalNamed } from '../../domain/intervals.ts'
import { isPositive, multiply } from '../../domain/money.ts'
import { type Consensus, consensusOf, type View, viewOf } from '../../domain/signals/consensus.ts'
import { exitPrices } from '../../domain/sizing/exits.ts'
import { decimalOf } from '../../domain/sizing/steps.ts'
import { Amount, Pair } from '../../kraken/params.ts'
import { analysisTool } from './analysis-tool.ts'
import { atrOf } from './atr.ts'
import { builtFrom, historyOf, type PairHistory } from './candles.ts'
import { told } from './numbers.ts'
import { pairOf } from './pair.ts'
import { IntervalName } from './params.ts'

const USUAL = ['15m', '1h', '4h', '1d']
const MOST = 8

export const analyzeMultiTimeframe = analysisTool({
  name: 'analyze_multi_timeframe',
  title: 'Several timeframes',
  description:
    'Trend, signal and counts of each timeframe, their consensus, and where it has a direction an entry, stop and target by ATR.',
  input: () =>
    z.strictObject({
      pair: Pair,
      timeframes: z.array(IntervalName).min(1).max(MOST).describe('Default 15m, 1h, 4h, 1d').optional(),
      atr_multiplier: Amount.describe('Stop in ATRs, default 2').optional(),
      risk_reward: Amount.describe('Target in risks, default 2').optional(),
    }),
  output: () =>
    z.looseObject({
      pair: z.string(),
      timeframes: z.array(z.looseObject({ timeframe: z.string(), trend: z.string(), signal: z.string() })),
      consensus: z.looseObject({ direction: z.string() }),
    }),
  example: { pair: 'BTC/USD', timeframes: ['1h', '4h', '1d'] },
  run: async (desk, args) => {
    const histories = await Promise.all(
      inOrder(args.timeframes ?? USUAL).map((name) => historyOf(desk, args.pair, name)),
    )
    const views = histories.map((history) => ({ history, view: viewOf(history.committed) }))
    const consensus = consensusOf(
      views.map(({ history, view }) => ({ name: history.interval.word, signal: view.signal })),
    )
    const plan = await planOf(desk, args, consensus, histories)
    return { result: { pair: args.pair, timeframes: views.map(rowOf), consensus, ...(plan && { plan }) } }
  },
})

/** Shortest first, each once. */
const inOrder = (names: readonly string[]): readonly string[] => {
  const intervals = names.flatMap((name) => intervalNamed(name) ?? [])
  return [...new Set(intervals)].sort((a, b) => a.minutes - b.minutes).map(({ word }) => word)
}

const rowOf = ({ history, view }: { history: PairHistory; view: View }) => ({
  timeframe: history.interval.word,
  ...builtFrom(history.interval),
  bars: history.committed.length,
  close: told(history.committed.close.at(-1)),
  trend: view.trend,
  signal: view.signal,
  counts: view.counts,
})

interface Asked {
  readonly pair: string
  readonly atr_multiplier?: string | undefined
  readonly risk_reward?: string | undefined
}

/** By the ATR of the shortest timeframe that confirms, from the latest price that the shortest of all knows. */
const planOf = async (
  desk: Desk,
  { pair, atr_multiplier: multiplier = '2', risk_reward: riskReward = '2' }: Asked,
  { direction, confirming }: Consensus,
  histories: readonly PairHistory[],
) => {
  const by = histories.find(({ interval }) => confirming.includes(interval.word))
  const atr = by && atrOf(by.committed)
  const [shortest] = histories
  const price = shortest?.running?.close ?? shortest?.committed.close.at(-1)
  if (direction === 'neutral' || atr === undefined || price === undefined) return undefined
  const distance = multiply(decimalOf(atr), multiplier)
  if (!isPositive(distance)) return undefined
  const exits = exitPrices(
    { side: direction, entry: decimalOf(price), distance, riskReward },
    await pairOf(desk, pair),
  )
  const { entry, stop, target } = exits
  return {
    side: direction,
    entry,
    stop,
    target,
    risk_reward: exits.riskReward,
    atr: told(atr),
    atr_timeframe: by?.interval.word,
  }
}
