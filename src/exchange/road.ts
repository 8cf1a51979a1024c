import { createClient } from '../kraken/client.ts'
import { fingerprint } from '../kraken/fingerprint.ts'
import { RATES } from '../kraken/rates.ts'
import type { LiveAccountDeps } from './account-deps.ts'
import { attempt } from './attempt.ts'
import { createBackground } from './background.ts'
import { createBreaker } from './breaker.ts'
import { createBudget } from './budget.ts'
import { createKeyWatch } from './key-watch.ts'
import { createLive } from './live.ts'
import { createNonces } from './nonces.ts'
import { createTables } from './rails/tables.ts'
import type { Records } from './records.ts'
import { mustBeConfigured } from './settings.ts'
import { createSkew } from './skew.ts'
import { touchedBy } from './touched.ts'

/** The road to Kraken for one key: the live body, and what watches over it. */
export const openRoad = (deps: LiveAccountDeps, { states, audit, alerts, journal }: Records) => {
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
  }
}

export type Road = ReturnType<typeof openRoad>
