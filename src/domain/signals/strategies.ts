import type { Candles } from '../candles.ts'
import { at } from '../indicators/columns.ts'
import { compute, type Indicator, parametersOf } from '../indicators/definition.ts'
import { bollinger, macd, rsi, sma, stochastic } from '../indicators/own.ts'
import { lines, READINGS, type Values } from './readings.ts'
import { type Signal, unknownSignal } from './signal.ts'

/** A way to read the market as traders do, at the last of some candles. */
export interface Strategy {
  readonly name: string
  judge(candles: Candles): Signal
}

const reading = (indicator: Indicator): Strategy => ({
  name: indicator.name,
  judge(candles) {
    const { values, warmup } = compute(indicator, candles, parametersOf(indicator))
    const read = READINGS[indicator.name]
    if (!read || candles.length <= warmup)
      return unknownSignal(indicator.name.toUpperCase(), warmup + 1, candles.length)
    return read(lastOf(values), at(candles.close, candles.length - 1))
  },
})

const FAST = 20
const SLOW = 50

const averages: Strategy = {
  name: 'sma',
  judge(candles) {
    if (candles.length < SLOW) return unknownSignal(`SMA${SLOW}`, SLOW, candles.length)
    const average = (period: number) => lastOf(compute(sma, candles, { period }).values).sma ?? Number.NaN
    const close = at(candles.close, candles.length - 1)
    return lines([`SMA${FAST}`, average(FAST)], [`SMA${SLOW}`, average(SLOW)], close)
  },
}

/** Every strategy, in the order in which they are told. */
export const STRATEGIES: readonly Strategy[] = [
  reading(rsi),
  reading(macd),
  averages,
  reading(bollinger),
  reading(stochastic),
]

/** The values of an indicator at the last bar. */
export const lastOf = (columns: Readonly<Record<string, Float64Array>>): Values =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.at(-1) ?? Number.NaN]))
