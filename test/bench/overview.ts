import type { Desk } from '../../src/desk/desk.ts'
import type { Clock } from '../../src/exchange/clock.ts'
import { createMarket } from '../../src/exchange/market.ts'
import { createClient } from '../../src/kraken/client.ts'
import { TradeVolume } from '../../src/kraken/endpoints/account.ts'
import { present } from '../../src/mcp/present.ts'
import { getMarketOverview } from '../../src/tools/analysis/get-market-overview.ts'
import { aBigMarket, schedulesOf } from './big-market.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const PAIRS = 1_600
const ROUNDS = 25
const FLOOR_MS = 15

/**
 * The CPU of asking for all of 1,600 pairs, up to the text of the answer's first page: a ticker that has just come is
 * parsed, the table of pairs and the fees are kept from the call before.
 */
export const overviewFigure = async (): Promise<Figure> => {
  const { desk, wait } = aDesk()
  const overview = async () => {
    wait()
    const before = process.cpuUsage()
    const args = { limit: PAIRS }
    const answer = await getMarketOverview.handler(desk, args)
    const text = JSON.stringify(
      present(answer, { tool: getMarketOverview, args, account: 'live', position: { place: [] } }),
    )
    const { user, system } = process.cpuUsage(before)
    if (!text.includes(`"pairs":${PAIRS},"count":${PAIRS},`)) throw new Error('the overview lacks pairs')
    return (user + system) / 1000
  }
  for (let round = 0; round < ROUNDS; round++) await overview()
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await overview())
  const value = median(rounds)
  return {
    name: 'get_market_overview of 1,600 pairs',
    value,
    floor: FLOOR_MS,
    shown: `${value.toFixed(1)} ms CPU`,
    floorShown: `≤ ${FLOOR_MS} ms`,
  }
}

/** A desk over a market of our own making; after each `wait` its ticker has left the cache. */
const aDesk = (): { desk: Desk; wait(): void } => {
  const bodies = aBigMarket(PAIRS)
  const client = createClient({
    fetch: async (url) => new Response(url.includes('AssetPairs') ? bodies.pairs : bodies.ticker),
    baseUrl: 'http://127.0.0.1:1',
  })
  let now = 0
  const clock: Clock = { now: () => now, after: () => () => undefined }
  const market = createMarket(client, clock, undefined)
  const desk: Desk = {
    principal: { tokenId: 't_bench', name: 'bench', account: 'live', scopes: ['read'] },
    exchange: 'kraken',
    call: async (endpoint, params) =>
      endpoint === TradeVolume
        ? { result: schedulesOf(Array.isArray(params.pair) ? params.pair : []) }
        : market.call(endpoint, params, () => undefined),
    status: async () => ({ hasKey: true, warnings: [], key: KEY }),
    now: clock.now,
  }
  return {
    desk,
    wait() {
      now += 1_500
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
