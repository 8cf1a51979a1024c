import type { Desk } from '../../src/desk/desk.ts'
import type { Clock } from '../../src/exchange/clock.ts'
import { createMarket } from '../../src/exchange/market.ts'
import { createClient } from '../../src/kraken/client.ts'
import { aBigMarket, schedulesOf } from './big-market.ts'

interface BigDesk {
  readonly desk: Desk
  /** What was asked of Kraken: the names of its endpoints. */
  readonly asked: string[]
  wait(ms: number): void
}

/** A desk over a market of so many pairs, larger than the emulator's, with a key that may ask for fees. */
export const aBigDesk = (pairs: number): BigDesk => {
  const bodies = aBigMarket(pairs)
  const asked: string[] = []
  const client = createClient({
    fetch: async (url) => {
      asked.push(url.split('/').at(-1) ?? '')
      return new Response(url.includes('AssetPairs') ? bodies.pairs : bodies.ticker)
    },
    baseUrl: 'http://127.0.0.1:1',
  })
  let now = 0
  const clock: Clock = { now: () => now, after: () => () => undefined }
  const market = createMarket(client, clock, undefined)
  const desk: Desk = {
    principal: { tokenId: 't_bench', name: 'bench', account: 'live', scopes: ['read'] },
    exchange: 'kraken',
    call: async (endpoint, params) => {
      if (endpoint.path !== '/0/private/TradeVolume') return market.call(endpoint, params, () => undefined)
      asked.push('TradeVolume')
      return { result: schedulesOf(Array.isArray(params.pair) ? params.pair : []) }
    },
    house: async () => ({ result: {} }),
    status: async () => ({ hasKey: true, warnings: [], problems: [], key: KEY }),
    now: clock.now,
  }
  return {
    desk,
    asked,
    wait(ms) {
      now += ms
    },
  }
}

const KEY = {
  permissions: ['query-funds'],
  nonceWindow: 0,
  validUntil: 0,
  queryFrom: 0,
  queryTo: 0,
  ipAllowlist: [],
} as const
