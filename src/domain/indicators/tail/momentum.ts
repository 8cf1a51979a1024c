import { CCI, ROC, WilliamsR } from 'trading-signals'
import type { Candles } from '../../candles.ts'
import { at, firstValue } from '../columns.ts'
import { define } from '../definition.ts'
import { HIGHEST, LOWEST } from '../extremes.ts'
import { wilder } from '../follow.ts'
import { batch } from '../kernel.ts'
import { bars, fed, numberOf } from '../library.ts'
import { period } from '../own.ts'
import { RSI } from '../rsi.ts'
import { barsToForget } from '../stability.ts'
import { STOCHASTIC } from '../stochastic.ts'

export const cci = define({
  name: 'cci',
  parameters: { period: period(20, 2) },
  outputs: ['cci'],
  first: ({ period: n }) => ({ cci: n - 1 }),
  compute(candles, { period: n }) {
    const indicator = new CCI(n)
    const typical = candles.close.map(
      (close, index) => (at(candles.high, index) + at(candles.low, index) + close) / 3,
    )
    const columns = fed(indicator, bars(candles), ['cci'], n - 1, () => ({
      cci: numberOf(indicator.getResult()),
    }))
    return { cci: where(isStill(typical, typical, n), columns.cci, 0) }
  },
})

export const roc = define({
  name: 'roc',
  parameters: { period: period(10) },
  outputs: ['roc'],
  first: ({ period: n }) => ({ roc: n }),
  compute({ close }, { period: n }) {
    const indicator = new ROC(n)
    return fed(indicator, [...close], ['roc'], n, () => ({ roc: 100 * numberOf(indicator.getResult()) }))
  },
})

export const williams = define({
  name: 'williams_r',
  parameters: { period: period(14) },
  outputs: ['williams_r'],
  first: ({ period: n }) => ({ williams_r: n - 1 }),
  compute(candles, { period: n }) {
    const indicator = new WilliamsR(n)
    const columns = fed(indicator, bars(candles), ['williams_r'], n - 1, () => ({
      williams_r: numberOf(indicator.getResult()),
    }))
    return { williams_r: where(isStill(candles.high, candles.low, n), columns.williams_r, -50) }
  },
})

export const stochRsi = define({
  name: 'stoch_rsi',
  parameters: { period: period(14), smooth: period(3), signal: period(3) },
  outputs: ['k', 'd'],
  first: ({ period: n, smooth, signal }) => ({ k: 2 * n + smooth - 2, d: 2 * n + smooth + signal - 3 }),
  forgets: ({ period: n, smooth, signal }) => 2 * n + smooth + signal - 3 + barsToForget(wilder(n)),
  compute({ close }: Candles, parameters) {
    const { rsi } = batch(RSI, { value: close }, parameters)
    const first = firstValue(rsi)
    const known = rsi.subarray(first)
    const { k, d } = batch(STOCHASTIC, { high: known, low: known, close: known }, parameters)
    const whole = (column: Float64Array) => Float64Array.of(...rsi.subarray(0, first), ...column)
    return { k: whole(k), d: whole(d) }
  },
})

/** Whether nothing moved within the n bars that end at each place. */
const isStill = (highs: Float64Array, lows: Float64Array, n: number) => {
  const { max } = batch(HIGHEST, { value: highs }, { period: n })
  const { min } = batch(LOWEST, { value: lows }, { period: n })
  return (index: number) => at(max, index) === at(min, index)
}

const where = (holds: (index: number) => boolean, column: Float64Array, value: number): Float64Array =>
  column.map((known, index) => (holds(index) ? value : known))
