import type { Indicator } from './definition.ts'
import { atr, bollinger, ema, macd, max, min, rma, rsi, sma, stddev, stochastic, trueRange } from './own.ts'
import { donchian, ichimoku, keltner, psar } from './tail/channels.ts'
import { cci, roc, stochRsi, williams } from './tail/momentum.ts'
import { adx, aroon, hma, supertrend, wma } from './tail/trend.ts'
import { cmf, mfi, obv, vwap } from './tail/volume.ts'

/** Every indicator, in the order in which it is listed: own kernels first, then what trading-signals computes. */
export const INDICATORS: readonly Indicator[] = [
  sma,
  ema,
  rma,
  stddev,
  rsi,
  macd,
  bollinger,
  trueRange,
  atr,
  stochastic,
  max,
  min,
  adx,
  aroon,
  cci,
  cmf,
  donchian,
  hma,
  ichimoku,
  keltner,
  mfi,
  obv,
  psar,
  roc,
  stochRsi,
  supertrend,
  vwap,
  williams,
  wma,
]

const byName = new Map(INDICATORS.map((indicator) => [indicator.name, indicator]))

/** Finds an indicator by its name. */
export const indicatorNamed = (name: string): Indicator | undefined => byName.get(name)
