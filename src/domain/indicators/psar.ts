import { at } from './columns.ts'
import type { Kernel } from './kernel.ts'

export interface SarParameters {
  readonly step: number
  readonly most: number
}

interface SarState extends SarParameters {
  readonly seen: number
  /** The bar before, as the stop sees it: prices times `side`, so that the stop always lies below. */
  readonly near: number
  readonly far: number
  readonly side: 1 | -1
  readonly stop: number
  readonly extreme: number
  readonly acceleration: number
}

/**
 * Parabolic SAR: a stop that closes in on the extreme and never enters the range of the last two bars; touched, it turns
 * to the other side. It begins on the side of the first bar's directional movement. Source: Wilder, New Concepts, 1978;
 * TA-Lib SAR. The library's own enters that range, and turns by 0.01 whatever the price.
 */
export const PSAR: Kernel<SarParameters, SarState, 'high' | 'low', 'psar' | 'direction'> = {
  inputs: ['high', 'low'],
  outputs: ['psar', 'direction'],
  start({ step, most }) {
    if (!(step > 0 && step <= most)) throw new RangeError('the step must be positive and at most the limit')
    return { step, most, seen: 0, near: 0, far: 0, side: 1, stop: 0, extreme: 0, acceleration: step }
  },
  run(state, { high, low }, { psar, direction }) {
    let now = state
    for (let index = 0; index < high.length; index++) {
      const bar = { high: at(high, index), low: at(low, index) }
      if (now.seen === 0) now = { ...now, ...seenFrom(1, bar), seen: 1 }
      else {
        const { told, side, after } = step(now.seen === 1 ? begun(now, bar) : now, bar)
        psar[index] = told
        direction[index] = side
        now = after
      }
    }
    return now
  },
}

interface Bar {
  readonly high: number
  readonly low: number
}

const seenFrom = (side: 1 | -1, { high, low }: Bar) =>
  side === 1 ? { near: low, far: high } : { near: -high, far: -low }

const begun = (first: SarState, bar: Bar): SarState => {
  const [rise, fall] = [bar.high - first.far, first.near - bar.low]
  const side = fall > 0 && rise < fall ? -1 : 1
  const before = seenFrom(side, { high: first.far, low: first.near })
  const now = seenFrom(side, bar)
  return { ...first, ...now, side, stop: before.near, extreme: now.far }
}

const step = (state: SarState, bar: Bar) => {
  const seen = state.seen + 1
  const { near, far } = seenFrom(state.side, bar)
  if (near <= state.stop) return turned({ ...state, seen }, bar)
  const isFurther = far > state.extreme
  const extreme = isFurther ? far : state.extreme
  const acceleration = isFurther ? Math.min(state.most, state.acceleration + state.step) : state.acceleration
  const moved = state.stop + acceleration * (extreme - state.stop)
  const stop = Math.min(moved, state.near, near)
  return {
    told: state.side * state.stop,
    side: state.side,
    after: { ...state, seen, near, far, stop, extreme, acceleration },
  }
}

const turned = (state: SarState, bar: Bar) => {
  const side = state.side === 1 ? -1 : 1
  const { near, far } = seenFrom(side, bar)
  // What was the far edge of the bar before is, from the other side, its near one.
  const limit = Math.min(-state.far, near)
  const told = Math.min(-state.extreme, limit)
  const stop = Math.min(told + state.step * (far - told), limit)
  const after: SarState = { ...state, side, near, far, stop, extreme: far, acceleration: state.step }
  return { told: side * told, side, after }
}
