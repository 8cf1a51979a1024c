import { createClient } from '../../kraken/client.ts'
import { RATES } from '../../kraken/rates.ts'
import type { AccountDeps, PaperDeps } from '../account-deps.ts'
import { createBackground } from '../background.ts'
import { createMarket } from '../market.ts'
import { createTables } from '../rails/tables.ts'
import type { Records } from '../records.ts'
import type { Road } from '../road.ts'
import { createSkew } from '../skew.ts'
import { createPaperBody } from './body.ts'
import { createPaperBook } from './book.ts'
import { createClosing } from './closing.ts'
import { createPaperDuty } from './duty.ts'
import { createFeed } from './feed.ts'
import { paperTools } from './house.ts'
import { createLooks } from './looks.ts'
import { createOpening } from './opening.ts'
import { NO_WATCH, OWN_KEY } from './own-key.ts'
import { createPrices } from './prices.ts'

/** The road of a paper account: it ends in our own book. Its client has no credentials, so that nothing can be signed. */
export const openPaperRoad = (deps: AccountDeps & { readonly paper: PaperDeps }, records: Records): Road => {
  const { settings, sql, clock, paper } = deps
  const client = createClient({ fetch: deps.fetch, baseUrl: settings.baseUrl })
  const feed = createFeed(createMarket(client, clock, settings.httpTimeoutMs))
  const book = createPaperBook(sql)
  const everyMs = settings.paperEveryMs
  const looks = createLooks({ feed, book, clock, everyMs })
  const prices = createPrices(feed, looks, clock)
  const tables = createTables(client, clock)
  const closing = createClosing({ ...records, sql, tables })
  const opening = createOpening({
    name: paper.name,
    wanted: paper.opening,
    book,
    feed,
    prices,
    closing,
    clock,
  })
  const body = createPaperBody({
    book,
    feed,
    looks,
    prices,
    opening,
    clock,
    changed: () => records.heard.ordersChanged(),
  })
  return {
    client,
    live: { ...body, key: OWN_KEY },
    skew: createSkew(),
    keyWatch: NO_WATCH,
    background: createBackground(RATES.pro.rest, clock.now),
    tables,
    exchangeNow: clock.now,
    duties: [createPaperDuty({ book, looks, clock, everyMs })],
    tools: (stop) =>
      paperTools({
        name: paper.name,
        book,
        tables,
        looks,
        prices,
        opening,
        stop,
        clock,
        everyMs,
        ...records,
      }),
  }
}
