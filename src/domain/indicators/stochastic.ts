import { at, unknownColumn } from './columns.ts'
import { HIGHEST, LOWEST } from './extremes.ts'
import type { Kernel } from './kernel.ts'
import { emptyWindow, SMA, type Window } from './sma.ts'

export interface StochasticParameters {
  readonly period: number
  readonly smooth: number
  readonly signal: number
}

interface StochasticState {
  readonly highs: Window
  readonly lows: Window
  readonly fast: Window
  readonly slow: Window
}

/**
 * Slow stochastic: where the close stands in the range of n bars, in percent, smoothed by a simple average (%K), and that
 * once more (%D). 50 where the range is nothing. Source: Lane, 1984.
 */
export const STOCHASTIC: Kernel<StochasticParameters, StochasticState, 'high' | 'low' | 'close', 'k' | 'd'> =
  {
    inputs: ['high', 'low', 'close'],
    outputs: ['k', 'd'],
    start({ period, smooth, signal }) {
      const range = emptyWindow(period)
      return { highs: range, lows: range, fast: emptyWindow(smooth), slow: emptyWindow(signal) }
    },
    run(state, { high, low, close }, { k, d }) {
      const max = unknownColumn(close.length)
      const min = unknownColumn(close.length)
      const highs = HIGHEST.run(state.highs, { value: high }, { max })
      const lows = LOWEST.run(state.lows, { value: low }, { min })
      const inRange = Math.min(close.length, Math.max(0, highs.period - 1 - state.highs.seen))
      for (let index = inRange; index < close.length; index++)
        max[index] = placeIn(at(max, index), at(min, index), at(close, index))
      const fast = SMA.run(state.fast, { value: max.subarray(inRange) }, { sma: k.subarray(inRange) })
      const smoothed =
        Math.min(close.length - inRange, Math.max(0, fast.period - 1 - state.fast.seen)) + inRange
      const slow = SMA.run(state.slow, { value: k.subarray(smoothed) }, { sma: d.subarray(smoothed) })
      return { highs, lows, fast, slow }
    },
  }

const placeIn = (high: number, low: number, close: number): number =>
  high === low ? 50 : (100 * (close - low)) / (high - low)
