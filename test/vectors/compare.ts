import type { Candles } from '../../src/domain/candles.ts'
import { compute, parametersOf } from '../../src/domain/indicators/definition.ts'
import { indicatorNamed } from '../../src/domain/indicators/registry.ts'
import type { Compared } from './columns.ts'

const TOLERANCE = 1e-9

/** How two columns agree. */
export interface Agreement {
  readonly column: string
  /** At how many bars both have a value. */
  readonly both: number
  /** How many of those are held against the tolerance. */
  readonly held: number
  readonly tolerance: number
  /** The largest difference among those held, and among all: |a − b| / max(1, |b|). */
  readonly worst: number
  readonly worstOfAll: number
  readonly ours: number
  readonly theirs: number
  readonly known?: string | undefined
  readonly agrees: boolean
}

/** Holds one of our columns against TA-Lib's, where both have a value. */
export const compare = (compared: Compared, candles: Candles, theirs: Float64Array): Agreement => {
  const ours = columnOf(compared, candles)
  const differences = Array.from(theirs, (value, bar) => ({
    bar,
    far: Math.abs((ours[bar] ?? Number.NaN) - value) / Math.max(1, Math.abs(value)),
  })).filter(({ far }) => !Number.isNaN(far))
  const { from = 0, tolerance = TOLERANCE, column, known } = compared
  const held = differences.filter(({ bar }) => bar >= from)
  const worst = Math.max(0, ...held.map(({ far }) => far))
  return {
    column,
    known,
    tolerance,
    both: differences.length,
    held: held.length,
    worst,
    worstOfAll: Math.max(0, ...differences.map(({ far }) => far)),
    ours: firstBar(ours),
    theirs: firstBar(theirs),
    agrees: held.length > 0 && worst <= tolerance,
  }
}

const columnOf = ({ indicator, output, parameters }: Compared, candles: Candles): Float64Array => {
  const definition = indicatorNamed(indicator)
  const column =
    definition && compute(definition, candles, parametersOf(definition, parameters)).values[output]
  if (!column) throw new Error(`there is no ${indicator}.${output}`)
  return column
}

const firstBar = (column: Float64Array) => column.findIndex((value) => !Number.isNaN(value))
