import { BreakwaterError } from '../domain/errors.ts'
import { createClient } from '../kraken/client.ts'
import { endpointOf } from '../kraken/endpoints/all.ts'
import { fingerprint } from '../kraken/fingerprint.ts'
import type { KeyInfo } from '../kraken/key-info.ts'
import { RATES } from '../kraken/rates.ts'
import { type Alarm, createAlarm, type Duty } from './alarm.ts'
import { createAlertDelivery } from './alert-delivery.ts'
import { createAlerts } from './alerts.ts'
import { type Archive, archiving } from './archive.ts'
import { createArrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { type Audit, createAudit } from './audit.ts'
import { createBackground } from './background.ts'
import { createBreaker } from './breaker.ts'
import { createBudget } from './budget.ts'
import { newClientOrderId } from './client-order-id.ts'
import type { Clock } from './clock.ts'
import type { Answered, Exchange } from './exchange.ts'
import { toFailure } from './failure.ts'
import { guarded } from './guarded.ts'
import { type HouseTools, journalTools } from './house.ts'
import { createJobs } from './jobs.ts'
import { createJournal } from './journal.ts'
import { type Journaled, journaled } from './journaled.ts'
import { keyWarnings } from './key-warnings.ts'
import { createKeyWatch } from './key-watch.ts'
import { createLive } from './live.ts'
import { absenceCounts, asking, cancelFound } from './live-looks.ts'
import { createLook } from './look.ts'
import { createNonces } from './nonces.ts'
import { createOwner, type OwnerActions, withoutActions } from './owner.ts'
import { ownerActions } from './owner-actions.ts'
import { auditTools } from './owner-audit.ts'
import { type Daily, daily } from './owner-daily.ts'
import { createFailures } from './owner-failures.ts'
import { tellOfExpiry } from './owner-key.ts'
import { createPanic } from './owner-panic.ts'
import { noteSettings } from './owner-settings.ts'
import { mustNotIncreaseDoubt } from './pair-doubt.ts'
import { createPanicLinks } from './panic-links.ts'
import type { AccountCall, AccountRpc, KeyFacts } from './port.ts'
import type { Approved } from './rails.ts'
import { createReconcile } from './reconcile.ts'
import { createRecovery } from './recovery.ts'
import { mustBeConfigured, type Settings, settingProblems } from './settings.ts'
import { createSettlement, type Settlement } from './settlement.ts'
import { createSkew } from './skew.ts'
import type { Sql } from './sql.ts'
import { createStates, type States } from './states.ts'
import { createStops } from './stops.ts'
import { createSwitches, type Switches } from './switches.ts'
import { createTokenAuthority, type TokenAuthority } from './token-authority.ts'
import { touchedBy } from './touched.ts'
import { visionProblems } from './vision.ts'

/** What an account needs of the world: storage, time, randomness and a way out. */
export interface AccountDeps {
  readonly settings: Settings
  readonly sql: Sql
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly fetch: typeof fetch
  /** Sets the object's one alarm (unix milliseconds); `tick` answers it. */
  readonly setAlarm: (at: number) => void
  /** The stored tables were made by a later version than this: nothing new is begun on them. */
  readonly storageIsNewer?: boolean
  /** Makes the tables ready where that failed at wake-up; throws until it is done. */
  readonly prepare?: () => void
  /** Where what has long been closed goes; without it everything stays. */
  readonly archive?: Archive
}

/** The live account: everything between an RPC and Kraken, for one key. Marks what an earlier life left in the middle. */
export const createAccount = (deps: AccountDeps): AccountRpc => {
  const { settings, sql, clock, random, storageIsNewer = false } = deps
  const audit = createAudit(sql)
  const states = createStates(sql)
  let alertRaised: () => void = () => {}
  const alerts = createAlerts(sql, () => alertRaised())
  const journal = createJournal(sql, audit, () => `i_${hex(random(10))}`)
  let wakeLate = (): void => {}
  const recovery = createRecovery(
    () => {
      deps.prepare?.()
      journal.recover(clock.now())
    },
    () => wakeLate(),
  )
  if (!storageIsNewer) attempt(() => noteSettings(settings, { sql, states, audit }, clock.now()))
  const tokens = createTokenAuthority(sql, audit)
  const links = createPanicLinks({ sql, states, audit, random })
  const { credentials } = settings
  const doors = (actions: OwnerActions): Pick<AccountRpc, 'token' | 'owner' | 'panic'> => ({
    token: async (hash) => tokens.known(hash),
    owner: createOwner({ audit, alerts, tokens, links, journal, clock, actions, storageIsNewer }),
    panic: createPanic({ links, audit, clock, kill: actions.kill }),
  })
  if (!credentials)
    return { ...withoutKey(settings), ...doors(withoutActions(noKey, (id) => journal.working(id).length)) }

  const skew = createSkew()
  const keyWatch = createKeyWatch({ sql, states, audit, alerts, allowShared: settings.allowSharedKey })
  const client = createClient({ fetch: deps.fetch, baseUrl: settings.baseUrl, credentials })
  const live = createLive({
    client,
    nonces: createNonces(sql, clock, fingerprint(credentials.key)),
    budget: createBudget(RATES[settings.tier], clock),
    clock,
    httpTimeoutMs: settings.httpTimeoutMs,
    breaker: createBreaker(),
    skew,
    keyWatch: {
      ...keyWatch,
      look: (...seen) => attempt(() => keyWatch.look(...seen)),
      pass() {
        mustBeConfigured(settings)
        keyWatch.pass()
      },
    },
    touched: touchedBy(journal, clock.now),
  })
  const background = createBackground(RATES[settings.tier].rest, clock.now)
  const exchangeNow = (): number => skew.now(clock.now())
  const arrivals = createArrivals()
  const stop = createStops({
    body: live,
    journal,
    arrivals,
    now: clock.now,
    exchangeNow,
    doubted: () => settlement.plan(),
  })
  const settlement: Settlement = createSettlement({
    journal,
    clock,
    look: createLook({ ask: asking(live), absenceCounts: absenceCounts(client, live.key, clock) }),
    cancel: async (intent) => void (await cancelFound(stop, journal, intent)),
    tell: ({ id, tool }) => alerts.raise('uncertain_for_long', { intent: id, tool }, clock.now()),
    planned: () => alarm.rearm(),
  })
  const circumstances = () => ({ exchange: settings.exchange })
  const carry = journaled({ body: live, journal, settlement, clock, exchangeNow })
  const switches: Switches = createSwitches({
    sql,
    states,
    audit,
    alerts,
    clock,
    skewMs: skew.ms,
    client,
    body: background.noting(live),
    arrivals,
    journal,
    stop,
    journaled: carry,
    circumstances,
    newClientOrderId: () => newClientOrderId(random),
    planned: () => alarm.rearm(),
  })
  const failures = createFailures(states, alerts)
  const source = { account: 'live', exchange: settings.exchange }
  const delivery = createAlertDelivery({
    alerts,
    url: settings.alertWebhookUrl,
    source,
    fetch: deps.fetch,
    clock,
  })
  const keyExpiry: Daily = {
    name: 'key-expiry',
    async run(now) {
      tellOfExpiry(await live.key.get(), alerts, now)
      return 'done'
    },
  }
  const dailies = [keyExpiry, ...archivesOf(deps, { states, audit })]
  const overdue: Duty = {
    name: 'overdue',
    dueAt: journal.overdueAt,
    async run(now) {
      journal.overdue(now)
      settlement.plan()
    },
  }
  const alarm: Alarm = createAlarm({
    duties: [...switches.duties, overdue, settlement, delivery, ...dailies.map((one) => daily(one, states))],
    clock,
    setAlarm: deps.setAlarm,
    ...failures,
  })
  alertRaised = () => attempt(alarm.rearm)
  attempt(settlement.plan)
  wakeLate = () => {
    settlement.plan()
    alarm.rearm()
  }
  const reconcile = createReconcile({
    journal,
    states,
    clock,
    skewMs: skew.ms,
    ask: background.asking(asking(live)),
    foreignId: () =>
      keyWatch.shared('an open order carries an id of our form that we never gave', clock.now()),
    cancel: async (intent) => void (await cancelFound(stop, journal, intent)),
  })
  const ring = (): Promise<void> => {
    recovery.isDone()
    return alarm.ring()
  }
  const job = createJobs({
    sql,
    now: clock.now,
    jobs: { watch: ring, reconcile },
    ...failures,
  })
  /** Asked once more in the turn in which a call leaves: it may have waited in the queue. */
  const mayLeave = (tokenId: string, call: Approved): void => {
    tokens.mustStand(tokenId)
    switches.mayLeave(tokenId)
    mustNotIncreaseDoubt(journal, call)
  }
  const exchange = guarded({
    body: live,
    journal,
    journaled: standing(tokens, journaled({ body: live, journal, settlement, clock, mayLeave, exchangeNow })),
    settlement,
    arrivals,
    stop: switches.stop,
    circumstances,
    mayAct: switches.mayAct,
    newClientOrderId: () => newClientOrderId(random),
    clock,
  })

  const house: HouseTools = { ...journalTools(journal), ...auditTools(audit), ...switches.tools }
  const actions = ownerActions({ ...switches, flatten: switches.flatten, journal, stop, clock })
  // A switch that was on when an earlier life ended goes on in this one.
  alarm.rearm()

  return {
    tick: ring,
    job,
    ...doors(actions),
    async call(call) {
      try {
        tokens.admit(call, clock.now())
        if (isAct(call.tool)) storageIsNewer ? mustNotAct() : recovery.mustBeDone()
        return { ok: true, ...(await route(exchange, house, call)) }
      } catch (caught) {
        return { ok: false, failure: toFailure(caught, call) }
      }
    },
    async status() {
      const key = await live.key.get()
      const problems = [
        ...settingProblems(settings),
        ...(attempt(keyWatch.problems) ?? []),
        ...(recovery.isDone() ? [] : ['The journal cannot be read: new orders are refused.']),
      ]
      const warnings = Math.abs(skew.ms()) > 0 ? [clocksApart(skew.ms())] : []
      if (!key) return { hasKey: true, warnings, problems }
      const now = clock.now()
      return {
        hasKey: true,
        key: factsOf(key),
        warnings: [
          ...warnings,
          ...keyWarnings(key, now),
          ...(attempt(() => alerts.unheard(now - UNHEARD_MS)) ?? []),
        ],
        problems: [...problems, ...visionProblems(key, now)],
      }
    },
  }
}

// A token that was revoked while its call waited must not place what it asked for.
const standing =
  (tokens: TokenAuthority, next: Journaled): Journaled =>
  async (approved, wish, until) => {
    tokens.mustStand(wish.tokenId)
    return next(approved, wish, until)
  }

// Tables of a later version are not taken apart by this one.
const archivesOf = (
  { archive, sql, clock, settings, storageIsNewer = false }: AccountDeps,
  kept: { readonly states: States; readonly audit: Audit },
): readonly Daily[] =>
  archive && !storageIsNewer ? [archiving({ ...kept, sql, clock, archive, days: settings.journalDays })] : []

const isAct = (tool: string): boolean => {
  const effect = endpointOf(tool)?.effect
  return effect === 'order' || effect === 'funds'
}

const mustNotAct = () => {
  throw new BreakwaterError(
    'unavailable',
    'storage_newer',
    'The stored tables were made by a later version of this server: only stops and reads work.',
    { hint: 'The owner deploys that version again.' },
  )
}

// An alert that nobody could be told of is shown for so long.
const UNHEARD_MS = 7 * 86_400_000

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

const clocksApart = (ms: number): string =>
  `Our clock is ${Math.round(Math.abs(ms) / 1000)} s ${ms > 0 ? 'behind' : 'ahead of'} Kraken’s; deadlines are corrected for it.`

const withoutKey = (settings: Settings): Omit<AccountRpc, 'token' | 'owner' | 'panic'> => ({
  async call(call) {
    return { ok: false, failure: toFailure(noKey(), call) }
  },
  async tick() {},
  async job() {
    return 'done'
  },
  async status() {
    return { hasKey: false, warnings: [], problems: settingProblems(settings) }
  },
})

const noKey = () =>
  new BreakwaterError('forbidden', 'no_key', 'No Kraken key is configured, and this tool needs one.', {
    hint: 'The owner sets the two secrets KRAKEN_API_KEY and KRAKEN_API_SECRET. Market data works without them.',
  })

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
