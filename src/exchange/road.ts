import { type Client, createClient } from '../kraken/client.ts'
import { fingerprint } from '../kraken/fingerprint.ts'
import { RATES } from '../kraken/rates.ts'
import type { LiveAccountDeps } from './account-deps.ts'
import type { Duty } from './alarm.ts'
import { attempt } from './attempt.ts'
import { type Background, createBackground } from './background.ts'
import { createBreaker } from './breaker.ts'
import { createBudget } from './budget.ts'
import type { Body, Exchange } from './exchange.ts'
import type { HouseTools } from './house.ts'
import type { KeyInfoSource } from './key-info.ts'
import { createKeyWatch, type KeyWatch } from './key-watch.ts'
import { createLive } from './live.ts'
import { createNonces } from './nonces.ts'
import { createTables, type Tables } from './rails/tables.ts'
import type { Records } from './records.ts'
import { mustBeConfigured } from './settings.ts'
import { createSkew, type Skew } from './skew.ts'
import { touchedBy } from './touched.ts'

/** What the coats stand on: a body, and what must be known beside it. Which body it is, none of them asks. */
export interface Road {
  /** The public market; a paper account's client could not sign. */
  readonly client: Pick<Client, 'public'>
  readonly live: Body & { readonly key: KeyInfoSource }
  readonly skew: Skew
  readonly keyWatch: KeyWatch
  readonly background: Background
  /** The names of pairs and assets, from the public market. */
  readonly tables: Tables
  /** Our clock, corrected to the exchange's. */
  exchangeNow(): number
  /** What the body must do by itself at its time. */
  readonly duties: readonly Duty[]
  /** Tools that only this body has. */
  tools(stop: Exchange['stop']): HouseTools
}

/** The road to Kraken for one key: the live body, and what watches over it. */
export const openRoad = (deps: LiveAccountDeps, { states, audit, alerts, journal }: Records): Road => {
  const { settings, sql, clock, credentials } = deps
  const rates = RATES[settings.tier]
  const skew = createSkew()
  const keyWatch = createKeyWatch({ sql, states, audit, alerts, allowShared: settings.allowSharedKey })
  const client = createClient({ fetch: deps.fetch, baseUrl: settings.baseUrl, credentials })
  const live = createLive({
    client,
    nonces: createNonces(sql, clock, fingerprint(credentials.key)),
    budget: createBudget(rates, clock),
    clock,
    httpTimeoutMs: settings.httpTimeoutMs,
    breaker: createBreaker(),
    skew,
    keyWatch: {
      ...keyWatch,
      // What cannot be written of the key must not keep a call from leaving.
      look: (...seen) => attempt(() => keyWatch.look(...seen)),
      pass() {
        mustBeConfigured(settings)
        keyWatch.pass()
      },
    },
    touched: touchedBy(journal, clock.now),
  })
  return {
    client,
    live,
    skew,
    keyWatch,
    tables: createTables(client, clock),
    background: createBackground(rates.rest, clock.now),
    /** Our clock, corrected to Kraken's. */
    exchangeNow: (): number => skew.now(clock.now()),
    duties: [],
    tools: () => ({}),
  }
}
