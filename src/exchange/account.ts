import { BreakwaterError } from '../domain/errors.ts'
import { createClient } from '../kraken/client.ts'
import { endpointOf } from '../kraken/endpoints/all.ts'
import { fingerprint } from '../kraken/fingerprint.ts'
import type { KeyInfo } from '../kraken/key-info.ts'
import { RATES } from '../kraken/rates.ts'
import { type Alarm, createAlarm } from './alarm.ts'
import { createAlerts } from './alerts.ts'
import { createArrivals } from './arrivals.ts'
import { createAudit } from './audit.ts'
import { createBudget } from './budget.ts'
import { newClientOrderId } from './client-order-id.ts'
import type { Clock } from './clock.ts'
import type { Answered, Exchange } from './exchange.ts'
import { toFailure } from './failure.ts'
import { guarded } from './guarded.ts'
import { type HouseTools, journalTools } from './house.ts'
import { createJournal } from './journal.ts'
import { journaled } from './journaled.ts'
import { keyWarnings } from './key-warnings.ts'
import { createLive } from './live.ts'
import { absenceCounts, asking, cancelFound } from './live-looks.ts'
import { createLook } from './look.ts'
import { createNonces } from './nonces.ts'
import type { AccountCall, AccountRpc, KeyFacts } from './port.ts'
import type { Settings } from './settings.ts'
import { createSettlement } from './settlement.ts'
import type { Sql } from './sql.ts'
import { createStops } from './stops.ts'

/** What an account needs of the world: storage, time, randomness and a way out. */
export interface AccountDeps {
  readonly settings: Settings
  readonly sql: Sql
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly fetch: typeof fetch
  /** Sets the object's one alarm (unix milliseconds); `tick` answers it. */
  readonly setAlarm: (at: number) => void
}

/** The live account: everything between an RPC and Kraken, for one key. Marks what an earlier life left in the middle. */
export const createAccount = (deps: AccountDeps): AccountRpc => {
  const { settings, sql, clock, random } = deps
  const audit = createAudit(sql)
  const alerts = createAlerts(sql)
  const journal = createJournal(sql, audit, () => `i_${hex(random(10))}`)
  journal.recover(clock.now())
  const { credentials } = settings
  if (!credentials) return withoutKey

  const client = createClient({ fetch: deps.fetch, baseUrl: settings.baseUrl, credentials })
  const live = createLive({
    client,
    nonces: createNonces(sql, clock, fingerprint(credentials.key)),
    budget: createBudget(RATES[settings.tier], clock),
    clock,
    httpTimeoutMs: settings.httpTimeoutMs,
  })
  const arrivals = createArrivals()
  const stop = createStops({ body: live, journal, arrivals, now: clock.now })
  const settlement = createSettlement({
    journal,
    clock,
    look: createLook({ ask: asking(live), absenceCounts: absenceCounts(client, live.key, clock) }),
    cancel: async (intent) => void (await cancelFound(stop, journal, intent)),
    tell: ({ id, tool }) => alerts.raise('uncertain_for_long', { intent: id, tool }, clock.now()),
    planned: () => alarm.rearm(),
  })
  const alarm: Alarm = createAlarm({
    duties: [settlement],
    now: clock.now,
    setAlarm: deps.setAlarm,
    failed: (duty, now) => alerts.raise('job_failing', { job: duty }, now),
  })
  settlement.plan()
  const exchange = guarded({
    body: live,
    journal,
    journaled: journaled({ body: live, journal, settlement, now: clock.now }),
    settlement,
    arrivals,
    stop,
    circumstances: () => ({ exchange: settings.exchange }),
    newClientOrderId: () => newClientOrderId(random),
    now: clock.now,
  })

  const house: HouseTools = { ...journalTools(journal) }

  return {
    tick: alarm.ring,
    async call(call) {
      try {
        return { ok: true, ...(await route(exchange, house, call)) }
      } catch (caught) {
        return { ok: false, failure: toFailure(caught, call) }
      }
    },
    async status() {
      const key = await live.key.get()
      if (!key) return { hasKey: true, warnings: [] }
      return { hasKey: true, key: factsOf(key), warnings: keyWarnings(key, clock.now()) }
    },
  }
}

const route = async (exchange: Exchange, house: HouseTools, call: AccountCall): Promise<Answered> => {
  const own = house[call.tool]
  if (own) return own(call.params, call)
  const endpoint = endpointOf(call.tool)
  if (!endpoint) throw new BreakwaterError('invalid', 'unknown_tool', `There is no tool ${call.tool}.`)
  if (endpoint.effect === 'read') return exchange.read(endpoint, call.params)
  if (endpoint.effect === 'cancel') return exchange.stop(endpoint, call.params, call)
  return exchange.act(endpoint, call.params, call)
}

const factsOf = ({
  permissions,
  nonceWindow,
  validUntil,
  queryFrom,
  queryTo,
  ipAllowlist,
}: KeyInfo): KeyFacts => ({
  permissions,
  nonceWindow,
  validUntil,
  queryFrom,
  queryTo,
  ipAllowlist,
})

const withoutKey: AccountRpc = {
  async call(call) {
    return { ok: false, failure: toFailure(noKey(), call) }
  },
  async tick() {},
  async status() {
    return { hasKey: false, warnings: [] }
  },
}

const noKey = () =>
  new BreakwaterError('forbidden', 'no_key', 'No Kraken key is configured, and this tool needs one.', {
    hint: 'The owner sets the two secrets KRAKEN_API_KEY and KRAKEN_API_SECRET. Market data works without them.',
  })

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
