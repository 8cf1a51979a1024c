import { at } from './columns.ts'
import { deviations } from './deviation.ts'
import type { Kernel } from './kernel.ts'
import { emptyWindow, SMA, type Window } from './sma.ts'

export interface BandsParameters {
  readonly period: number
  readonly deviations: number
}

interface BandsState extends Window {
  readonly deviations: number
}

/** Bollinger Bands: the simple average, and `deviations` population deviations above and below. Source: Bollinger, 2001. */
export const BOLLINGER: Kernel<BandsParameters, BandsState, 'value', 'upper' | 'middle' | 'lower'> = {
  inputs: ['value'],
  outputs: ['upper', 'middle', 'lower'],
  start({ period, deviations: factor }) {
    if (!(factor > 0) || !Number.isFinite(factor)) throw new RangeError('deviations must be positive')
    return { ...emptyWindow(period), deviations: factor }
  },
  run({ deviations: factor, ...window }, { value }, { upper, middle, lower }) {
    const after = SMA.run(window, { value }, { sma: middle })
    deviations(window, value, middle, upper)
    for (let index = 0; index < value.length; index++) {
      const width = at(upper, index) * factor
      lower[index] = at(middle, index) - width
      upper[index] = at(middle, index) + width
    }
    return { ...after, deviations: factor }
  },
}
