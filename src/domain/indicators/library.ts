import { type Candle, type Candles, candleAt } from '../candles.ts'
import { unknownColumn } from './columns.ts'
import type { Columns } from './kernel.ts'

/** An indicator of trading-signals, as it takes one input after the other. */
export interface Fed<T> {
  update(input: T, replace: boolean): unknown
}

/**
 * Feeds candles to an indicator of trading-signals and reads `values` off it after each, from the bar `from` on. Of the
 * library only numbers are passed on; what it gives before its warm-up, or where it divides by nothing, stays NaN.
 */
export const fed = <T, O extends string>(
  indicator: Fed<T>,
  inputs: readonly T[],
  outputs: readonly O[],
  from: number,
  values: () => Readonly<Record<O, number>>,
): Columns<O> => {
  const columns = outputs.map((name) => [name, unknownColumn(inputs.length)] as const)
  for (const [index, input] of inputs.entries()) {
    indicator.update(input, false)
    if (index < from) continue
    const latest = values()
    for (const [name, column] of columns) if (Number.isFinite(latest[name])) column[index] = latest[name]
  }
  return Object.fromEntries(columns) as Columns<O>
}

/** All candles as the library takes them. */
export const bars = (candles: Candles): readonly Candle[] =>
  Array.from({ length: candles.length }, (_, index) => candleAt(candles, index))

/** A result of the library that may not be there yet. */
export const numberOf = (result: unknown): number => (typeof result === 'number' ? result : Number.NaN)
