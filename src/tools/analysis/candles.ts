import type { Desk } from '../../desk/desk.ts'
import { type Candle, groupHistory, type History, splitHistory } from '../../domain/candles.ts'
import { BreakwaterError } from '../../domain/errors.ts'
import { type Interval, intervalNamed } from '../../domain/intervals.ts'
import { isRecord } from '../../domain/record.ts'
import { OHLC } from '../../kraken/endpoints/market/candles.ts'
import { unknownInterval } from './params.ts'

/** A pair's candles of one interval, and how old the answer is where it came from a cache. */
export interface PairHistory extends History {
  readonly interval: Interval
  readonly ageMs?: number
}

/**
 * Asks Kraken for every candle it gives of a pair, at most 720; lengths that Kraken lacks are built from shorter ones.
 * `interval` is a word or minutes. Throws `invalid` (invalid_argument, unknown_pair), `unavailable` or `busy`.
 */
export const historyOf = async (desk: Desk, pair: string, interval: string): Promise<PairHistory> => {
  const wanted = intervalNamed(interval)
  if (!wanted) throw unknownInterval()
  const { result, ageMs } = await desk.call(OHLC, { pair, interval: wanted.from })
  const history = readHistory(result)
  return {
    ...(wanted.from === wanted.minutes ? history : groupHistory(history, wanted.from, wanted.minutes)),
    interval: wanted,
    ...(ageMs !== undefined && { ageMs }),
  }
}

/** What an answer says of where its candles come from; nothing where Kraken has them itself. */
export const builtFrom = ({ minutes, from }: Interval): { built_from?: string } =>
  minutes === from ? {} : { built_from: `${intervalNamed(from)?.word} candles` }

const readHistory = (result: unknown): History => {
  if (!isRecord(result)) throw malformed()
  const { last, ...series } = result
  const [rows] = Object.values(series)
  if (!Array.isArray(rows) || typeof last !== 'number') throw malformed()
  try {
    return splitHistory(rows.map(readCandle), last)
  } catch (caught) {
    throw caught instanceof RangeError ? malformed() : caught
  }
}

// Kraken's order: time, open, high, low, close, vwap, volume, count; prices and volumes as text.
const readCandle = (row: unknown): Candle => {
  if (!Array.isArray(row)) throw malformed()
  return {
    time: Number(row[0]),
    open: Number(row[1]),
    high: Number(row[2]),
    low: Number(row[3]),
    close: Number(row[4]),
    volume: Number(row[6]),
    count: Number(row[7]),
  }
}

const malformed = () =>
  new BreakwaterError('unavailable', 'exchange_unreachable', 'Kraken’s candles cannot be read', {
    hint: 'Try again in a few seconds, or look at get_ohlc',
  })
