import type { Period } from './averages.ts'
import { at } from './columns.ts'
import { fed, follow, isSeeded, type Seeded, unseeded, wilder } from './follow.ts'
import { checkPeriod, type Kernel } from './kernel.ts'

interface RsiState {
  readonly gain: Seeded
  readonly loss: Seeded
  /** The last value; none before the first bar. */
  readonly last: number | null
}

/**
 * Relative strength index: Wilder's averages of gains and losses over n changes, first value at bar n; 50 where nothing
 * moved. Source: Wilder, New Concepts, 1978.
 */
export const RSI: Kernel<Period, RsiState, 'value', 'rsi'> = {
  inputs: ['value'],
  outputs: ['rsi'],
  start({ period }) {
    checkPeriod(period)
    const empty = unseeded(period, wilder(period))
    return { gain: empty, loss: empty, last: null }
  },
  run(state, { value }, { rsi }) {
    let { gain, loss } = state
    let last = state.last ?? at(value, 0)
    let index = state.last === null ? 1 : 0
    for (; index < value.length && !isSeeded(gain); index++) {
      const change = at(value, index) - last
      gain = fed(gain, change > 0 ? change : 0)
      loss = fed(loss, change < 0 ? -change : 0)
      if (isSeeded(gain)) rsi[index] = strength(gain.average, loss.average)
      last = at(value, index)
    }
    return value.length === 0 ? state : steady({ gain, loss, last }, value, rsi, index)
  },
}

const steady = (state: RsiState, value: Float64Array, rsi: Float64Array, from: number): RsiState => {
  const { alpha } = state.gain
  let gain = state.gain.average
  let loss = state.loss.average
  let last = state.last ?? Number.NaN
  for (let index = from; index < value.length; index++) {
    const change = at(value, index) - last
    gain = follow(gain, change > 0 ? change : 0, alpha)
    loss = follow(loss, change < 0 ? -change : 0, alpha)
    rsi[index] = strength(gain, loss)
    last = at(value, index)
  }
  const seen = state.gain.seen + Math.max(0, value.length - from)
  return {
    gain: { ...state.gain, seen, average: gain },
    loss: { ...state.loss, seen, average: loss },
    last,
  }
}

const strength = (gain: number, loss: number): number =>
  gain + loss === 0 ? 50 : (100 * gain) / (gain + loss)
