import type { Candles } from '../candles.ts'
import type { Columns } from './kernel.ts'

/** What a parameter may be; a whole number unless `fraction`. */
export interface Range {
  readonly usual: number
  readonly least: number
  readonly most: number
  readonly fraction?: true
}

export type Parameters<P extends string> = Readonly<Record<P, number>>

interface Shape<P extends string, O extends string> {
  readonly name: string
  readonly parameters: Readonly<Record<P, Range>>
  readonly outputs: readonly O[]
  /** The bar (from 0) at which each output has its first value. */
  first(parameters: Parameters<P>): Readonly<Record<O, number>>
  /** The bar from which less than a thousandth of the seed is left; left out where only the window counts. */
  forgets?(parameters: Parameters<P>): number
  /** The columns, NaN before the first value; no value depends on a later bar. */
  compute(candles: Candles, parameters: Parameters<P>): Columns<O>
}

/** Ties a definition's types together. */
export const define = <P extends string, O extends string>(shape: Shape<P, O>): Shape<P, O> => shape

/** Any definition, with its own names forgotten: what lists, tools and the documentation work on. */
export type Indicator = Shape<string, string>

/** An indicator's values over some candles. `warmup` and `stableFrom` count bars from 0. */
export interface Computed {
  readonly values: Columns<string>
  /** The bar at which the last of the outputs has its first value. */
  readonly warmup: number
  /** The bar from which the values no longer tell where the history began. */
  readonly stableFrom: number
}

/** The usual parameters, with those given in place of their own. */
export const parametersOf = (
  { parameters }: Indicator,
  given: Readonly<Record<string, number | undefined>> = {},
): Parameters<string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, { usual }]) => [name, given[name] ?? usual]))

/** Computes an indicator over all candles. Throws RangeError on NaN, on times that do not rise, and on senseless parameters. */
export const compute = (indicator: Indicator, candles: Candles, parameters: Parameters<string>): Computed => {
  refuseDisorder(candles.time)
  const warmup = Math.max(...Object.values(indicator.first(parameters)))
  const stableFrom = Math.max(warmup, indicator.forgets?.(parameters) ?? 0)
  return { values: indicator.compute(candles, parameters), warmup, stableFrom }
}

const refuseDisorder = (time: Float64Array): void => {
  let before = Number.NEGATIVE_INFINITY
  for (const moment of time) {
    if (!(moment > before)) throw new RangeError('the times of the candles do not rise')
    before = moment
  }
}
