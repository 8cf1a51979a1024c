import { isRecord } from '../../../domain/record.ts'

/** A ticker row in Kraken's own texts. Open is of today, price, bid and ask of now, the rest of the last 24 hours. */
export interface TickerRow {
  readonly price: string
  readonly open: string
  readonly vwap: string
  readonly low: string
  readonly high: string
  readonly bid: string
  readonly ask: string
  readonly volume: string
  readonly trades: number
}

/** Reads one row of Ticker's result; undefined where a part is missing. */
export const readTicker = (row: unknown): TickerRow | undefined => {
  if (!isRecord(row)) return undefined
  const price = at(row.c, 0)
  const open = row.o
  const vwap = at(row.p, 1)
  const low = at(row.l, 1)
  const high = at(row.h, 1)
  const bid = at(row.b, 0)
  const ask = at(row.a, 0)
  const volume = at(row.v, 1)
  const trades = at(row.t, 1)
  if (!(isText(price) && isText(open) && isText(vwap) && isText(low) && isText(high))) return undefined
  if (!(isText(bid) && isText(ask) && isText(volume) && typeof trades === 'number')) return undefined
  return { price, open, vwap, low, high, bid, ask, volume, trades }
}

// Kraken's rows hold lists: [price, …], or [today, last 24 hours].
const at = (list: unknown, place: number): unknown => (Array.isArray(list) ? list[place] : undefined)

const isText = (value: unknown): value is string => typeof value === 'string'
