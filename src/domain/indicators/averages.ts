import { at } from './columns.ts'
import { exponential, fed, follow, isSeeded, type Seeded, unseeded, wilder } from './follow.ts'
import { checkPeriod, type Kernel } from './kernel.ts'

export interface Period {
  readonly period: number
}

const average = <O extends string>(
  output: O,
  share: (period: number) => number,
): Kernel<Period, Seeded, 'value', O> => ({
  inputs: ['value'],
  outputs: [output],
  start({ period }) {
    checkPeriod(period)
    return unseeded(period, share(period))
  },
  run(state, { value }, { [output]: out }) {
    let seeding = state
    let index = 0
    for (; index < value.length && !isSeeded(seeding); index++) {
      seeding = fed(seeding, at(value, index))
      if (isSeeded(seeding)) out[index] = seeding.average
    }
    const seen = seeding.seen + value.length - index
    return { ...seeding, seen, average: followAll(seeding, value, out, index) }
  },
})

const followAll = (state: Seeded, value: Float64Array, out: Float64Array, from: number): number => {
  const { alpha } = state
  let latest = state.average
  for (let index = from; index < value.length; index++) {
    latest = follow(latest, at(value, index), alpha)
    out[index] = latest
  }
  return latest
}

/** Exponential average, k = 2/(n + 1), seeded with the mean of its first n values. */
export const EMA = average('ema', exponential)

/** Wilder's running average, k = 1/n, seeded with the mean of its first n values. Source: Wilder, New Concepts, 1978. */
export const RMA = average('rma', wilder)
