import { CMF, MFI, OBV, VWAP } from 'trading-signals'
import { type Candles, sliceCandles } from '../../candles.ts'
import { at, unknownColumn } from '../columns.ts'
import { define } from '../definition.ts'
import { bars, fed, numberOf } from '../library.ts'
import { period } from '../own.ts'

export const obv = define({
  name: 'obv',
  parameters: {},
  outputs: ['obv'],
  first: () => ({ obv: 0 }),
  compute(candles) {
    const indicator = new OBV(2)
    const first = at(candles.volume, 0)
    const { obv: moves } = fed(indicator, bars(candles), ['obv'], 1, () => ({
      obv: first + numberOf(indicator.getResult()),
    }))
    if (moves.length > 0) moves[0] = first
    return { obv: moves }
  },
})

export const mfi = define({
  name: 'mfi',
  parameters: { period: period(14) },
  outputs: ['mfi'],
  first: ({ period: n }) => ({ mfi: n }),
  compute(candles, { period: n }) {
    const indicator = new MFI(n)
    return fed(indicator, bars(candles), ['mfi'], n, () => ({ mfi: numberOf(indicator.getResult()) }))
  },
})

export const cmf = define({
  name: 'cmf',
  parameters: { period: period(20) },
  outputs: ['cmf'],
  first: ({ period: n }) => ({ cmf: n - 1 }),
  compute(candles, { period: n }) {
    const indicator = new CMF(n)
    return fed(indicator, bars(candles), ['cmf'], n - 1, () => ({ cmf: numberOf(indicator.getResult()) }))
  },
})

export const vwap = define({
  name: 'vwap',
  parameters: {},
  outputs: ['vwap'],
  first: () => ({ vwap: 0 }),
  compute(candles) {
    const column = unknownColumn(candles.length)
    for (const [start, end] of sessions(candles))
      column.set(sessionVwap(sliceCandles(candles, start, end)), start)
    return { vwap: column }
  },
})

const DAY = 86_400

/** Where the days begin and end; one session for all where a candle is as long as a day. */
const sessions = ({ time, length }: Candles): readonly (readonly [number, number])[] => {
  const isDaily = at(time, 1) - at(time, 0) >= DAY
  const day = (index: number) => (isDaily ? 0 : Math.floor(at(time, index) / DAY))
  const starts = Array.from({ length }, (_, index) => index).filter(
    (index) => index === 0 || day(index) !== day(index - 1),
  )
  return starts.map((start, index) => [start, starts[index + 1] ?? length])
}

// Before anything was traded there is no price to weigh; the library answers nothing and the column stays NaN.
const sessionVwap = (candles: Candles): Float64Array => {
  const indicator = new VWAP()
  return fed(indicator, bars(candles), ['vwap'], 0, () => ({ vwap: numberOf(indicator.getResult()) })).vwap
}
