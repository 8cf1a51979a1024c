import { at } from './columns.ts'
import { exponential, fed, follow, isSeeded, type Seeded, unseeded, wilder } from './follow.ts'
import { checkPeriod, type Kernel } from './kernel.ts'

export interface Period {
  readonly period: number
}

/** Exponential average, k = 2/(n + 1), seeded with the mean of its first n values. */
export const EMA: Kernel<Period, Seeded, 'value', 'ema'> = {
  inputs: ['value'],
  outputs: ['ema'],
  start: ({ period }) => begun(period, exponential),
  run: (state, { value }, { ema }) => average(state, value, ema),
}

/** Wilder's running average, k = 1/n, seeded with the mean of its first n values. Source: Wilder, New Concepts, 1978. */
export const RMA: Kernel<Period, Seeded, 'value', 'rma'> = {
  inputs: ['value'],
  outputs: ['rma'],
  start: ({ period }) => begun(period, wilder),
  run: (state, { value }, { rma }) => average(state, value, rma),
}

const begun = (period: number, share: (period: number) => number): Seeded => {
  checkPeriod(period)
  return unseeded(period, share(period))
}

const average = (state: Seeded, value: Float64Array, out: Float64Array): Seeded => {
  let seeding = state
  let index = 0
  for (; index < value.length && !isSeeded(seeding); index++) {
    seeding = fed(seeding, at(value, index))
    if (isSeeded(seeding)) out[index] = seeding.average
  }
  return followAll(seeding, value, out, index)
}

// Answers a state and not the average: V8 would keep a number that is returned in a box of its own, bar for bar.
const followAll = (state: Seeded, value: Float64Array, out: Float64Array, from: number): Seeded => {
  const { alpha } = state
  let latest = state.average
  for (let index = from; index < value.length; index++) {
    latest = follow(latest, at(value, index), alpha)
    out[index] = latest
  }
  return { ...state, seen: state.seen + value.length - from, average: latest }
}
