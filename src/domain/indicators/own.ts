import type { Candles } from '../candles.ts'
import { EMA, type Period, RMA } from './averages.ts'
import { BOLLINGER } from './bollinger.ts'
import { define, NO_SEED, type Range } from './definition.ts'
import { DEVIATION } from './deviation.ts'
import { HIGHEST, LOWEST } from './extremes.ts'
import { exponential, wilder } from './follow.ts'
import { batch, type Kernel } from './kernel.ts'
import { MACD } from './macd.ts'
import { ATR, TRUE_RANGE } from './range.ts'
import { RSI } from './rsi.ts'
import { SMA, type Window } from './sma.ts'
import { barsToForget } from './stability.ts'
import { STOCHASTIC } from './stochastic.ts'

/** The longest period that can be asked for: Kraken gives 720 candles. */
const MOST = 500

export const period = (usual: number, least = 1): Range => ({ usual, least, most: MOST })

const closes = <S, O extends string>(kernel: Kernel<Period, S, 'value', O>) => ({
  outputs: kernel.outputs,
  compute: ({ close }: Candles, parameters: Period) => batch(kernel, { value: close }, parameters),
})

const extreme = <O extends 'max' | 'min'>(
  kernel: Kernel<Period, Window, 'value', O>,
  column: 'high' | 'low',
) => ({
  parameters: { period: period(14) },
  outputs: kernel.outputs,
  compute: (candles: Candles, parameters: Period) => batch(kernel, { value: candles[column] }, parameters),
})

const MEAN = 'the mean of the first n closes'

export const sma = define({
  ...closes(SMA),
  name: 'sma',
  title: 'Simple moving average',
  formula: 'mean of the last n closes; each window summed afresh',
  seed: NO_SEED,
  source: 'textbook; agrees with TA-Lib SMA',
  parameters: { period: period(20) },
  first: ({ period: n }) => ({ sma: n - 1 }),
})

export const ema = define({
  ...closes(EMA),
  name: 'ema',
  title: 'Exponential moving average',
  formula: 'e += (close − e) · 2/(n + 1)',
  seed: MEAN,
  source: 'textbook; agrees with TA-Lib EMA',
  parameters: { period: period(20) },
  first: ({ period: n }) => ({ ema: n - 1 }),
  forgets: ({ period: n }) => n - 1 + barsToForget(exponential(n)),
})

export const rma = define({
  ...closes(RMA),
  name: 'rma',
  title: 'Wilder’s moving average',
  formula: 'r += (close − r) / n',
  seed: MEAN,
  source: 'Wilder, New Concepts in Technical Trading Systems, 1978',
  parameters: { period: period(14) },
  first: ({ period: n }) => ({ rma: n - 1 }),
  forgets: ({ period: n }) => n - 1 + barsToForget(wilder(n)),
})

export const stddev = define({
  ...closes(DEVIATION),
  name: 'stddev',
  title: 'Standard deviation',
  formula: '√(mean of (close − mean)²) of the last n closes, in two passes; of a population',
  seed: NO_SEED,
  source: 'Chan, Golub and LeVeque, 1983; agrees with TA-Lib STDDEV',
  parameters: { period: period(20) },
  first: ({ period: n }) => ({ stddev: n - 1 }),
})

export const rsi = define({
  ...closes(RSI),
  name: 'rsi',
  title: 'Relative strength index',
  formula: '100 · gain / (gain + loss), Wilder’s averages of the changes; 50 where both are 0',
  seed: 'the mean of the first n gains and losses',
  source: 'Wilder, 1978; agrees with TA-Lib RSI but for a flat market (0 there)',
  parameters: { period: period(14) },
  first: ({ period: n }) => ({ rsi: n }),
  forgets: ({ period: n }) => n + barsToForget(wilder(n)),
})

export const macd = define({
  name: 'macd',
  title: 'MACD',
  formula: 'EMA(fast) − EMA(slow); signal: EMA of that; histogram: macd − signal',
  seed: 'each EMA the mean of its own first values',
  source: 'Appel, 1979; TA-Lib seeds the fast EMA later and agrees once that is forgotten',
  parameters: { fast: period(12), slow: period(26), signal: period(9) },
  outputs: MACD.outputs,
  first: ({ slow, signal }) => ({ macd: slow - 1, signal: slow + signal - 2, histogram: slow + signal - 2 }),
  forgets: ({ fast, slow, signal }) =>
    Math.max(
      fast - 1 + barsToForget(exponential(fast)),
      slow - 1 + barsToForget(exponential(slow)),
      slow + signal - 2 + barsToForget(exponential(signal)),
    ),
  compute: ({ close }, parameters) => batch(MACD, { value: close }, parameters),
})

export const bollinger = define({
  name: 'bollinger',
  title: 'Bollinger Bands',
  formula: 'SMA(n) ± deviations · population deviation(n)',
  seed: NO_SEED,
  source: 'Bollinger, 2001; agrees with TA-Lib BBANDS',
  parameters: { period: period(20), deviations: { usual: 2, least: 0.1, most: 10, fraction: true } },
  outputs: BOLLINGER.outputs,
  first: ({ period: n }) => ({ upper: n - 1, middle: n - 1, lower: n - 1 }),
  compute: ({ close }, parameters) => batch(BOLLINGER, { value: close }, parameters),
})

export const trueRange = define({
  name: 'true_range',
  title: 'True range',
  formula: 'max(high, close before) − min(low, close before)',
  seed: 'the first bar’s high − low',
  source: 'Wilder, 1978',
  parameters: {},
  outputs: TRUE_RANGE.outputs,
  first: () => ({ true_range: 0 }),
  compute: (candles) => batch(TRUE_RANGE, candles, {}),
})

export const atr = define({
  name: 'atr',
  title: 'Average true range',
  formula: 'Wilder’s average of the true range',
  seed: 'the mean of the first n true ranges, of which the first is high − low',
  source: 'Wilder, 1978; TA-Lib leaves the first bar out and agrees once that is forgotten',
  parameters: { period: period(14) },
  outputs: ATR.outputs,
  first: ({ period: n }) => ({ atr: n - 1 }),
  forgets: ({ period: n }) => n - 1 + barsToForget(wilder(n)),
  compute: (candles, parameters) => batch(ATR, candles, parameters),
})

export const stochastic = define({
  name: 'stochastic',
  title: 'Slow stochastic',
  formula:
    'k: SMA(smooth) of 100 · (close − low) / (high − low) over n bars, 50 where that is 0/0; d: SMA(signal) of k',
  seed: NO_SEED,
  source: 'Lane, 1984; agrees with TA-Lib STOCH',
  parameters: { period: period(14), smooth: period(3), signal: period(3) },
  outputs: STOCHASTIC.outputs,
  first: ({ period: n, smooth, signal }) => ({ k: n + smooth - 2, d: n + smooth + signal - 3 }),
  compute: (candles, parameters) => batch(STOCHASTIC, candles, parameters),
})

export const max = define({
  ...extreme(HIGHEST, 'high'),
  name: 'max',
  title: 'Highest high',
  formula: 'highest high of the last n bars',
  seed: NO_SEED,
  source: 'textbook',
  first: ({ period: n }) => ({ max: n - 1 }),
})

export const min = define({
  ...extreme(LOWEST, 'low'),
  name: 'min',
  title: 'Lowest low',
  formula: 'lowest low of the last n bars',
  seed: NO_SEED,
  source: 'textbook',
  first: ({ period: n }) => ({ min: n - 1 }),
})
