import type { Candles } from '../candles.ts'
import { EMA, type Period, RMA } from './averages.ts'
import { BOLLINGER } from './bollinger.ts'
import { define, type Range } from './definition.ts'
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

export const sma = define({
  ...closes(SMA),
  name: 'sma',
  parameters: { period: period(20) },
  first: ({ period: n }) => ({ sma: n - 1 }),
})

export const ema = define({
  ...closes(EMA),
  name: 'ema',
  parameters: { period: period(20) },
  first: ({ period: n }) => ({ ema: n - 1 }),
  forgets: ({ period: n }) => n - 1 + barsToForget(exponential(n)),
})

export const rma = define({
  ...closes(RMA),
  name: 'rma',
  parameters: { period: period(14) },
  first: ({ period: n }) => ({ rma: n - 1 }),
  forgets: ({ period: n }) => n - 1 + barsToForget(wilder(n)),
})

export const stddev = define({
  ...closes(DEVIATION),
  name: 'stddev',
  parameters: { period: period(20) },
  first: ({ period: n }) => ({ stddev: n - 1 }),
})

export const rsi = define({
  ...closes(RSI),
  name: 'rsi',
  parameters: { period: period(14) },
  first: ({ period: n }) => ({ rsi: n }),
  forgets: ({ period: n }) => n + barsToForget(wilder(n)),
})

export const macd = define({
  name: 'macd',
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
  parameters: { period: period(20), deviations: { usual: 2, least: 0.1, most: 10, fraction: true } },
  outputs: BOLLINGER.outputs,
  first: ({ period: n }) => ({ upper: n - 1, middle: n - 1, lower: n - 1 }),
  compute: ({ close }, parameters) => batch(BOLLINGER, { value: close }, parameters),
})

export const trueRange = define({
  name: 'true_range',
  parameters: {},
  outputs: TRUE_RANGE.outputs,
  first: () => ({ true_range: 0 }),
  compute: (candles) => batch(TRUE_RANGE, candles, {}),
})

export const atr = define({
  name: 'atr',
  parameters: { period: period(14) },
  outputs: ATR.outputs,
  first: ({ period: n }) => ({ atr: n - 1 }),
  forgets: ({ period: n }) => n - 1 + barsToForget(wilder(n)),
  compute: (candles, parameters) => batch(ATR, candles, parameters),
})

export const stochastic = define({
  name: 'stochastic',
  parameters: { period: period(14), smooth: period(3), signal: period(3) },
  outputs: STOCHASTIC.outputs,
  first: ({ period: n, smooth, signal }) => ({ k: n + smooth - 2, d: n + smooth + signal - 3 }),
  compute: (candles, parameters) => batch(STOCHASTIC, candles, parameters),
})

export const max = define({
  ...extreme(HIGHEST, 'high'),
  name: 'max',
  first: ({ period: n }) => ({ max: n - 1 }),
})

export const min = define({
  ...extreme(LOWEST, 'low'),
  name: 'min',
  first: ({ period: n }) => ({ min: n - 1 }),
})
