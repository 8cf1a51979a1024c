import { isRecord } from '../../domain/record.ts'
import type { PairFact } from '../../domain/risk/facts.ts'
import type { Client } from '../../kraken/client.ts'
import { AssetPairs } from '../../kraken/endpoints/market/listings.ts'
import { indexByName } from '../../kraken/name-index.ts'
import { type PairInfo, readPairs } from '../../kraken/pairs.ts'
import { type Clock, within } from '../clock.ts'
import { asWritten, withoutSuffix } from './asset-name.ts'

/** What is listed, by the names that people write. */
export interface PairTable {
  /** By symbol: `BTC/USD`. */
  readonly pairs: ReadonlyMap<string, PairFact>
  /** By any spelling. */
  pair(name: string): PairFact | undefined
  /** How Kraken wants a symbol in its parameters. */
  altname(symbol: string): string
  /** The asset behind Kraken's code, its suffixes taken off: ZUSD is USD, XBT.F is BTC. */
  asset(code: string): string
}

export interface Tables {
  /** The listed pairs, at most five minutes old; an older table where Kraken does not answer. Never throws. */
  load(): Promise<PairTable | undefined>
  /** The table that was last read, if any. */
  known(): PairTable | undefined
}

/** How long a table of pairs is believed. */
const LIFE_MS = 5 * 60_000
const TIMEOUT_MS = 8_000

/** Keeps the table of listed pairs; those who want it at the same time share one request. */
export const createTables = (client: Pick<Client, 'public'>, clock: Clock): Tables => {
  let kept: { readonly table: PairTable; readonly at: number } | undefined
  let running: Promise<PairTable | undefined> | undefined

  const read = async (): Promise<PairTable | undefined> => {
    const at = clock.now()
    const reply = await within(clock, TIMEOUT_MS, (signal) => client.public(AssetPairs, {}, { signal }))
    if (reply.kind === 'result') kept = { table: tableOf(reply.result), at }
    return kept?.table
  }

  return {
    known: () => kept?.table,
    async load() {
      const age = kept ? clock.now() - kept.at : LIFE_MS
      if (kept && age >= 0 && age < LIFE_MS) return kept.table
      running ??= read()
        .catch(() => kept?.table)
        .finally(() => {
          running = undefined
        })
      return running
    },
  }
}

const tableOf = (result: unknown): PairTable => {
  const infos = readPairs(result)
  const facts = new Map(infos.map((info) => [info.symbol, factOf(info, rowOf(result, info.key))]))
  const find = indexByName(infos, ({ key, altname, wsname, symbol }) => [[key], [altname], [wsname, symbol]])
  const altnames = new Map(infos.map(({ symbol, altname }) => [symbol, altname]))
  const assets = new Map(infos.flatMap(assetsOf))
  return {
    pairs: facts,
    pair: (name) => facts.get(name) ?? facts.get(find(name)?.symbol ?? ''),
    altname: (symbol) => altnames.get(symbol) ?? symbol,
    asset: (code) => {
      const stem = withoutSuffix(code)
      return assets.get(code) ?? assets.get(stem) ?? asWritten(stem)
    },
  }
}

const rowOf = (result: unknown, key: string): Readonly<Record<string, unknown>> => {
  const row = isRecord(result) ? result[key] : undefined
  return isRecord(row) ? row : {}
}

// "XBT/USD" beside "XXBT" and "ZUSD" tells what the codes are called.
const assetsOf = ({ base, quote, symbol }: PairInfo): readonly (readonly [string, string])[] => {
  const [baseName, quoteName] = symbol.split('/')
  return [
    [base, baseName ?? base],
    [quote, quoteName ?? quote],
  ]
}

const factOf = (info: PairInfo, row: Readonly<Record<string, unknown>>): PairFact => {
  const [base = info.base, quote = info.quote] = info.symbol.split('/')
  return {
    symbol: info.symbol,
    base,
    quote,
    status: info.status,
    tickSize: info.tickSize ?? tickOf(info.pairDecimals),
    pairDecimals: info.pairDecimals,
    lotDecimals: info.lotDecimals,
    costDecimals: info.costDecimals,
    orderMin: info.orderMin,
    costMin: info.costMin,
    maxLeverage: { buy: highest(row.leverage_buy), sell: highest(row.leverage_sell) },
  }
}

const highest = (leverages: unknown): number =>
  Array.isArray(leverages) ? Math.max(1, ...leverages.filter((one) => typeof one === 'number')) : 1

const tickOf = (decimals: number): string => (decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`)
