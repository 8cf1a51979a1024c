import { textIn } from '../domain/field.ts'
import type { Decimal } from '../domain/money.ts'
import { isRecord } from '../domain/record.ts'

/** A listed pair with every name it goes by. Decimals and minimums as AssetPairs states them. */
export interface PairInfo {
  readonly key: string // XXBTZUSD: how results are keyed
  readonly altname: string // XBTUSD: how parameters leave
  readonly wsname: string // XBT/USD
  readonly symbol: string // BTC/USD: how people write it
  readonly base: string // XXBT
  readonly quote: string // ZUSD
  readonly pairDecimals: number
  readonly lotDecimals: number
  readonly costDecimals: number
  readonly tickSize?: Decimal | undefined
  readonly orderMin?: Decimal | undefined
  readonly costMin?: Decimal | undefined
  readonly status: string
}

/** A listed asset: "XXBT", altname "XBT", symbol "BTC". */
export interface AssetInfo {
  readonly key: string
  readonly altname: string
  readonly symbol: string
  readonly decimals: number
}

/** Reads the result of AssetPairs; what is no pair is left out. */
export const readPairs = (result: unknown): readonly PairInfo[] =>
  entries(result).map(([key, row]) => {
    const altname = textIn(row.altname) ?? key
    const wsname = textIn(row.wsname) ?? altname
    return {
      key,
      altname,
      wsname,
      symbol: wsname.split('/').map(symbolOf).join('/'),
      base: textIn(row.base) ?? '',
      quote: textIn(row.quote) ?? '',
      pairDecimals: count(row.pair_decimals),
      lotDecimals: count(row.lot_decimals),
      costDecimals: count(row.cost_decimals),
      tickSize: textIn(row.tick_size),
      orderMin: textIn(row.ordermin),
      costMin: textIn(row.costmin),
      status: textIn(row.status) ?? 'online',
    }
  })

/** Reads the result of Assets; what is no asset is left out. */
export const readAssets = (result: unknown): readonly AssetInfo[] =>
  entries(result).map(([key, row]) => {
    const altname = textIn(row.altname) ?? key
    return { key, altname, symbol: symbolOf(altname), decimals: count(row.decimals) }
  })

// Kraken's own names for two coins; suffixes such as ".M" stay.
const symbolOf = (altname: string): string =>
  altname.replace(/^XBT(?=$|\.)/, 'BTC').replace(/^XDG(?=$|\.)/, 'DOGE')

type Row = Readonly<Record<string, unknown>>

const entries = (result: unknown): readonly (readonly [string, Row])[] =>
  isRecord(result)
    ? Object.entries(result).flatMap(([key, row]) => (isRecord(row) ? [[key, row] as const] : []))
    : []

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
