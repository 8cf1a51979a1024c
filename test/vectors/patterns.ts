import type { Candles } from '../../src/domain/candles.ts'
import { PATTERNS } from '../../src/domain/patterns/all.ts'
import { anatomyOf } from '../../src/domain/patterns/anatomy.ts'
import { readRows } from './table.ts'

/** How one pattern agrees with TA-Lib's, bar for bar. */
export interface PatternAgreement {
  readonly pattern: string
  readonly hits: number
  /** The bars at which the two differ. */
  readonly differ: readonly number[]
}

/** Holds every pattern, in strict mode, against TA-Lib's value at every bar; where its file has no row, that is 0. */
export const comparePatterns = (folder: string, candles: Candles): readonly PatternAgreement[] => {
  const expected = new Map(
    readRows(folder, 'cdl_ohlcv252_sparse.csv').rows.map(([bar, name, value]) => [
      `${name} ${bar}`,
      Number(value),
    ]),
  )
  const anatomy = anatomyOf(candles, 'strict')
  const bars = Array.from({ length: candles.length }, (_, bar) => bar)
  return PATTERNS.map(({ talib, from, value }) => {
    const theirs = (bar: number) => expected.get(`${talib} ${bar}`) ?? 0
    const ours = (bar: number) => (bar < from ? 0 : value(anatomy, bar))
    return {
      pattern: talib,
      hits: bars.filter((bar) => theirs(bar) !== 0).length,
      differ: bars.filter((bar) => ours(bar) !== theirs(bar)),
    }
  })
}
