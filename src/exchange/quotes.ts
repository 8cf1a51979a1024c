import { isRecord } from '../domain/record.ts'
import type { Client } from '../kraken/client.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { AssetPairs } from '../kraken/endpoints/market/listings.ts'
import { Ticker } from '../kraken/endpoints/market/ticker.ts'
import { readPairs } from '../kraken/pairs.ts'
import { type Clock, within } from './clock.ts'
import type { Quote } from './reduction.ts'
import { tickerPrice } from './ticker-price.ts'

const TIMEOUT_MS = 5_000

/** Asks the public market, past every cache, for one pair; undefined where it does not say. */
export const createQuotes = (client: Pick<Client, 'public'>, clock: Clock) => {
  const ask = async (endpoint: Endpoint, params: Params): Promise<unknown> => {
    const reply = await within(clock, TIMEOUT_MS, (signal) => client.public(endpoint, params, { signal }))
    return reply.kind === 'result' ? reply.result : undefined
  }

  return async (pair: string, closing: 'buy' | 'sell'): Promise<Quote | undefined> => {
    const pairs = await ask(AssetPairs, { pair: [pair] })
    const [info] = readPairs(pairs)
    const row = only(pairs)
    const leverages = row?.[closing === 'buy' ? 'leverage_buy' : 'leverage_sell']
    const ticker = only(await ask(Ticker, { pair: [pair] }))
    const [bid, ask_] = [tickerPrice(ticker?.b), tickerPrice(ticker?.a)]
    const [leverage] = Array.isArray(leverages) ? leverages : []
    if (!info || bid === undefined || ask_ === undefined || typeof leverage !== 'number') return undefined
    return { bid, ask: ask_, tick: info.tickSize ?? tickOf(info.pairDecimals), leverage: String(leverage) }
  }
}

// Results are keyed by names other than those that were asked for.
const only = (result: unknown): Readonly<Record<string, unknown>> | undefined =>
  isRecord(result) ? Object.values(result).find(isRecord) : undefined

const tickOf = (decimals: number): string => (decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`)
