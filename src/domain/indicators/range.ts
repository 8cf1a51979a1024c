import type { Period } from './averages.ts'
import { at } from './columns.ts'
import { fed, follow, isSeeded, type Seeded, unseeded, wilder } from './follow.ts'
import { checkPeriod, type Kernel } from './kernel.ts'

type Bar = 'high' | 'low' | 'close'

const BAR: readonly Bar[] = ['high', 'low', 'close']

interface RangeState {
  /** The close before; none before the first bar. */
  readonly close: number | null
}

interface AtrState extends RangeState {
  readonly average: Seeded
}

/** True range: how far a bar reached, with the close before it; of the first bar high − low. Source: Wilder, 1978. */
export const TRUE_RANGE: Kernel<object, RangeState, Bar, 'true_range'> = {
  inputs: BAR,
  outputs: ['true_range'],
  start: () => ({ close: null }),
  run(state, { high, low, close }, { true_range }) {
    // A close inside the first bar adds nothing to its high − low.
    let before = state.close ?? at(high, 0)
    for (let index = 0; index < high.length; index++) {
      true_range[index] = reach(at(high, index), at(low, index), before)
      before = at(close, index)
    }
    return high.length === 0 ? state : { close: before }
  },
}

/** Average true range: Wilder's average of the true range, seeded with the mean of the first n. Source: Wilder, 1978. */
export const ATR: Kernel<Period, AtrState, Bar, 'atr'> = {
  inputs: BAR,
  outputs: ['atr'],
  start({ period }) {
    checkPeriod(period)
    return { close: null, average: unseeded(period, wilder(period)) }
  },
  run(state, bars, { atr }) {
    const { high, low, close } = bars
    let before = state.close ?? at(high, 0)
    let average = state.average
    let index = 0
    for (; index < high.length && !isSeeded(average); index++) {
      average = fed(average, reach(at(high, index), at(low, index), before))
      if (isSeeded(average)) atr[index] = average.average
      before = at(close, index)
    }
    return high.length === 0 ? state : steady({ close: before, average }, bars, atr, index)
  },
}

const steady = (
  state: AtrState,
  { high, low, close }: Readonly<Record<Bar, Float64Array>>,
  atr: Float64Array,
  from: number,
): AtrState => {
  const { alpha } = state.average
  let before = state.close ?? Number.NaN
  let latest = state.average.average
  for (let index = from; index < high.length; index++) {
    latest = follow(latest, reach(at(high, index), at(low, index), before), alpha)
    atr[index] = latest
    before = at(close, index)
  }
  const seen = state.average.seen + Math.max(0, high.length - from)
  return { close: before, average: { ...state.average, seen, average: latest } }
}

/** The larger of high and the close before, less the smaller of low and that close. */
const reach = (high: number, low: number, before: number): number =>
  (before > high ? before : high) - (before < low ? before : low)
