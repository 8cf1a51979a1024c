import { type Candles, columnsOf } from '../../src/domain/candles.ts'
import { readColumns } from './table.ts'

const DAY_SECONDS = 86_400

/** TA-Lib's own regression history, a candle a day. */
export const readHistory = (folder: string): Candles => {
  const history = readColumns(folder, 'ohlcv252.csv')
  const value = (column: string, bar: number) => history.get(column)?.[bar] ?? Number.NaN
  const bars = Array.from(history.get('close') ?? [], (close, bar) => ({
    time: bar * DAY_SECONDS,
    open: value('open', bar),
    high: value('high', bar),
    low: value('low', bar),
    close,
    volume: value('volume', bar),
    count: 1,
  }))
  return columnsOf(bars)
}
