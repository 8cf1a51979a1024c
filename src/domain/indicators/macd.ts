import { at } from './columns.ts'
import { exponential, fed, follow, isSeeded, type Seeded, unseeded } from './follow.ts'
import { checkPeriod, type Kernel } from './kernel.ts'

export interface MacdParameters {
  readonly fast: number
  readonly slow: number
  readonly signal: number
}

interface MacdState {
  readonly fast: Seeded
  readonly slow: Seeded
  readonly signal: Seeded
}

type Output = 'macd' | 'signal' | 'histogram'

/**
 * EMA(fast) − EMA(slow), each seeded with its own first values; the signal is an EMA of that, seeded with the mean of
 * its own first values. Source: Appel, 1979.
 */
export const MACD: Kernel<MacdParameters, MacdState, 'value', Output> = {
  inputs: ['value'],
  outputs: ['macd', 'signal', 'histogram'],
  start({ fast, slow, signal }) {
    for (const period of [fast, slow, signal]) checkPeriod(period)
    if (fast >= slow) throw new RangeError('fast must be shorter than slow')
    return { fast: average(fast), slow: average(slow), signal: average(signal) }
  },
  run(state, { value }, outputs) {
    let { fast, slow, signal } = state
    let index = 0
    for (; index < value.length && !isSeeded(signal); index++) {
      fast = fed(fast, at(value, index))
      slow = fed(slow, at(value, index))
      if (!isSeeded(slow)) continue
      const macd = fast.average - slow.average
      outputs.macd[index] = macd
      signal = fed(signal, macd)
      if (isSeeded(signal)) write(outputs, index, macd, signal.average)
    }
    return steady({ fast, slow, signal }, value, outputs, index)
  },
}

const average = (period: number) => unseeded(period, exponential(period))

const steady = (
  state: MacdState,
  value: Float64Array,
  outputs: Readonly<Record<Output, Float64Array>>,
  from: number,
): MacdState => {
  let fast = state.fast.average
  let slow = state.slow.average
  let signal = state.signal.average
  const [fastShare, slowShare, share] = [state.fast.alpha, state.slow.alpha, state.signal.alpha]
  const { macd, signal: signals, histogram } = outputs
  for (let index = from; index < value.length; index++) {
    fast = follow(fast, at(value, index), fastShare)
    slow = follow(slow, at(value, index), slowShare)
    const difference = fast - slow
    signal = follow(signal, difference, share)
    macd[index] = difference
    signals[index] = signal
    histogram[index] = difference - signal
  }
  const added = Math.max(0, value.length - from)
  const moved = (part: Seeded, latest: number): Seeded => ({
    ...part,
    seen: part.seen + added,
    average: latest,
  })
  return { fast: moved(state.fast, fast), slow: moved(state.slow, slow), signal: moved(state.signal, signal) }
}

const write = (
  outputs: Readonly<Record<Output, Float64Array>>,
  index: number,
  macd: number,
  signal: number,
) => {
  outputs.signal[index] = signal
  outputs.histogram[index] = macd - signal
}
