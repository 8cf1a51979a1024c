import * as z from 'zod'
import type { Desk } from '../../desk/desk.ts'
import { pearson, spearman } from '../../domain/statistics/correlation.ts'
import { alignedReturns, type Closes } from '../../domain/statistics/returns.ts'
import { list, Pair } from '../../kraken/params.ts'
import { analysisTool } from './analysis-tool.ts'
import { builtFrom, historyOf, type PairHistory } from './candles.ts'
import { IntervalName } from './params.ts'

const MOST_PAIRS = 20
const MOST_BARS = 720
/** With fewer common bars a correlation says next to nothing: of 30 unrelated ones it still reaches ±0.36 one time in twenty. */
const FEWEST_BARS = 30

export const getCorrelation = analysisTool({
  name: 'get_correlation',
  title: 'Correlation of pairs',
  description:
    'Pearson and Spearman correlation of the log returns of each two of up to 20 pairs, over the bars that both traded in.',
  input: () =>
    z.strictObject({
      pairs: list(Pair, MOST_PAIRS),
      interval: IntervalName.describe('"4h", or minutes; default 1h').optional(),
      limit: z.int().min(FEWEST_BARS).max(MOST_BARS).describe('Last bars to use, default all').optional(),
    }),
  output: () =>
    z.looseObject({
      interval: z.string(),
      correlations: z.array(
        z.looseObject({ a: z.string(), b: z.string(), common: z.number(), pearson: z.number().nullable() }),
      ),
      left_out: z.array(z.looseObject({})),
    }),
  example: { pairs: ['BTC/USD', 'ETH/USD'], interval: '1h' },
  run: async (desk, { pairs, interval = '1h', limit = MOST_BARS }) => {
    const all = await seriesOf(desk, [...new Set(pairs)], interval, limit)
    const used = all.filter(({ time }) => time.length >= FEWEST_BARS)
    const measured = used.flatMap((a, at) => used.slice(at + 1).map((b) => correlation(a, b)))
    const [first] = all
    return {
      result: {
        ...(first && { interval: first.interval.word, ...builtFrom(first.interval) }),
        fewest_bars: FEWEST_BARS,
        correlations: measured.filter(({ common }) => common >= FEWEST_BARS),
        left_out: [
          ...all.filter((one) => !used.includes(one)).map(({ pair, time }) => ({ pair, bars: time.length })),
          ...measured
            .filter(({ common }) => common < FEWEST_BARS)
            .map(({ a, b, common }) => ({ a, b, common })),
        ],
      },
    }
  },
})

interface Series extends Closes, Pick<PairHistory, 'interval'> {
  readonly pair: string
}

// One after the other: Kraken counts public calls by address, and twenty at once would be too many.
const seriesOf = async (
  desk: Desk,
  pairs: readonly string[],
  interval: string,
  limit: number,
): Promise<readonly Series[]> => {
  const series: Series[] = []
  for (const pair of pairs) series.push(tradedCloses(pair, await historyOf(desk, pair, interval), limit))
  return series
}

/** The closes of the last committed bars in which something traded: a price that nobody paid moves with nothing. */
const tradedCloses = (pair: string, { committed, interval }: PairHistory, limit: number): Series => {
  const isTraded = (_: number, at: number) => committed.count[at] !== 0
  return {
    pair,
    interval,
    time: committed.time.filter(isTraded).slice(-limit),
    close: committed.close.filter(isTraded).slice(-limit),
  }
}

const PLACES = 6

const correlation = (a: Series, b: Series) => {
  const { common, first, second } = alignedReturns(a, b)
  return {
    a: a.pair,
    b: b.pair,
    common,
    pearson: rounded(pearson(first, second)),
    spearman: rounded(spearman(first, second)),
  }
}

const rounded = (value: number | undefined) => (value === undefined ? null : Number(value.toFixed(PLACES)))
