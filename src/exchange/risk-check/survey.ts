import { needsReading } from '../../domain/equity/limits.ts'
import { routesTo, symbolsOn } from '../../domain/equity/routes.ts'
import type { Facts } from '../../domain/risk/facts.ts'
import { BalanceEx } from '../../kraken/endpoints/account/balances.ts'
import { OpenPositions } from '../../kraken/endpoints/account/positions.ts'
import type { Clock } from '../clock.ts'
import type { JournalBook } from '../journal-book.ts'
import { holdingsIn, positionFactsIn } from '../rails/account-facts.ts'
import type { OrderFacts } from '../rails/order-facts.ts'
import type { PublicFacts } from '../rails/public-facts.ts'
import type { RailsSources } from '../rails/sources.ts'
import type { Tables } from '../rails/tables.ts'
import type { Settings } from '../settings.ts'
import type { Ask } from './ask.ts'
import { currencyOf } from './documents.ts'

interface SurveyDeps {
  readonly exchange: Settings['exchange']
  readonly ask: Ask
  readonly tables: Pick<Tables, 'load'>
  readonly market: Pick<PublicFacts, 'quotes'>
  readonly facts: OrderFacts
  readonly journal: Pick<JournalBook, 'byOrder'>
  readonly sources: RailsSources
  readonly clock: Pick<Clock, 'now'>
}

/**
 * Everything that the limits of a token measure, as it is now; what could not be read is undefined in it. `also` are pairs
 * whose quotes are wanted, too. Never throws.
 */
export type Survey = (tokenId: string, currency?: string, also?: readonly string[]) => Promise<Facts>

export const createSurvey =
  ({ exchange, ask, tables, market, facts, journal, sources, clock }: SurveyDeps): Survey =>
  async (tokenId, currency = 'USD', also = []) => {
    const bounds = sources.boundsOf(tokenId)
    if (needsReading(bounds.map(({ mandate }) => mandate))) await sources.refresh()
    const table = await tables.load()
    const tokenOf = (txid: string) => journal.byOrder({ txid })?.tokenId
    const holdings = table && holdingsIn(await ask(BalanceEx, {}), table)
    const positions = table && positionFactsIn(await ask(OpenPositions, {}), table, tokenOf)
    const orders = facts.orders(clock.now())
    const inventory = facts.inventory()
    const traded = [...orders, ...(positions ?? [])].map(({ pair }) => pair)
    const assets = new Set([
      ...(holdings ?? []).map(({ asset }) => asset),
      ...inventory.map(({ asset }) => asset),
      ...traded.flatMap((pair) => pair.split('/')),
      ...bounds.flatMap(({ mandate }) => Object.keys(mandate.maxExposurePerAsset ?? {})),
    ])
    const currencies = new Set([currency, ...bounds.map(({ mandate }) => currencyOf(mandate))])
    const legs = [...(table?.pairs.values() ?? [])]
    const symbols = [...currencies].flatMap((one) => symbolsOn(routesTo(one, legs), assets))
    const quotes = table ? await market.quotes([...new Set([...symbols, ...traded, ...also])], table) : []
    return {
      now: clock.now(),
      exchange,
      tokenId,
      account: 'live',
      bounds: sources.withReadings(bounds),
      pairs: table?.pairs ?? new Map(),
      books: new Map(),
      lasts: new Map(),
      quotes,
      orders,
      inventory,
      holdings,
      positions,
      reading: sources.reading(),
      tradingState: sources.tradingState(tokenId),
      targets: new Map(),
    }
  }
