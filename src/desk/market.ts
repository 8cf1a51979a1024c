import { worldClock as clock } from '../durable/clock.ts'
import { createMarket, type Market } from '../exchange/market.ts'
import type { Settings } from '../exchange/settings.ts'
import { createClient } from '../kraken/client.ts'

const markets = new WeakMap<Settings, Market>()

/** The isolate's one view of the public market; its cache lives as long as the isolate. */
export const marketOf = (settings: Settings): Market => {
  const earlier = markets.get(settings)
  if (earlier) return earlier
  const client = createClient({ fetch: (...request) => fetch(...request), baseUrl: settings.baseUrl })
  const market = createMarket(client, clock, settings.httpTimeoutMs)
  markets.set(settings, market)
  return market
}
