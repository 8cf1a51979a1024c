import {
  limitsDrawdown,
  limitsLoss,
  limitsMargin,
  needsReading,
  READING_LIFETIME_MS,
} from '../../domain/equity/limits.ts'
import { BreakwaterError } from '../../domain/errors.ts'
import { compare, fixed } from '../../domain/money.ts'
import type { Bound, ReadingFact, TradingState } from '../../domain/risk/facts.ts'
import { BalanceEx } from '../../kraken/endpoints/account/balances.ts'
import { Ledgers } from '../../kraken/endpoints/account/ledgers.ts'
import type { KeyInfo } from '../../kraken/key-info.ts'
import type { AccountDeps } from '../account-deps.ts'
import { attempt } from '../attempt.ts'
import type { Answered, Exchange } from '../exchange.ts'
import { OWNER_ID } from '../owner-id.ts'
import { createPublicFacts } from '../rails/public-facts.ts'
import type { Records } from '../records.ts'
import type { Road } from '../road.ts'
import { type Ask, askingOf, patiently } from './ask.ts'
import { type Built, createBuilt } from './built.ts'
import { ACCOUNT, createCheck, crossingsIn, currencyOf, lineOf, type Standing } from './check.ts'
import { createReadings } from './readings.ts'
import { createStored } from './stored.ts'
import { createRiskSweep } from './sweep.ts'
import { createWatch, type Held } from './watch.ts'

/** What the account's owner is kept from losing: readings, what they cross, and what follows from it. */
export interface Risk {
  /** The account's newest reading, in the currency of the owner's limits. */
  reading(): ReadingFact | undefined
  /** The same documents, each with what the newest reading says of what it counts, in its own currency. */
  withReadings(bounds: readonly Bound[]): readonly Bound[]
  /** Takes a reading at once, outside the background's share of the budget. Never throws; look at `reading()` afterwards. */
  refresh(): Promise<void>
  /** The strictest of the account's state and of every document that counts the token; without one, the account's. */
  tradingState(tokenId?: string): TradingState
  /** What is held back, and why, by the key of the document. */
  held(): ReadonlyMap<string, Held>
  /** The same of the documents that a token stands under. */
  heldFor(tokenId: string): readonly Held[]
  /** What the account was worth asset by asset at the newest reading, largest first. */
  values(): readonly { readonly asset: string; readonly value: string }[]
  readonly built: Built
  /** The job of the minute. Throws where a limit wants readings and none could be taken for long. */
  job(now: number): Promise<void>
  /** What the key keeps from being judged, as sentences for the owner. */
  problems(key: KeyInfo): readonly string[]
  /** The owner's word that trading goes on. Throws limit_still_crossed, no_reading. */
  resume(key: string | undefined, by: string): Promise<Answered>
}

/** Without a limit that needs it, a reading is taken this often, for the owner's line of equity. */
const LIGHT_MS = 5 * 60_000
/** Readings are a minute apart; one may come a little early. */
const EARLY_MS = 30_000
/** A job's lease lasts 50 s. */
const PATIENCE_MS = 45_000
const TOO_LONG_MS = 10 * 60_000

export const openRisk = (deps: AccountDeps, records: Records, road: Road, stop: Exchange['stop']): Risk => {
  const { sql, clock, settings } = deps
  const { states, audit, alerts, journal } = records
  const { ownerTimeZone: zone, riskPolicy: policy } = settings
  const { tokens } = records
  const standing = (): readonly Standing[] => withKeys(tokens.standing(clock.now()))
  /** The documents that a token's orders stand before; the account's state always counts. */
  const keysOf = (tokenId: string | undefined): readonly string[] => [
    ...new Set([OWNER_ID, ...boundsOf(tokenId).flatMap(({ key }) => key ?? [])]),
  ]
  const boundsOf = (tokenId: string | undefined): readonly Bound[] =>
    tokenId === undefined ? [] : tokens.boundsOf(tokenId)
  const { tables } = road
  const market = createPublicFacts(road.client, clock)
  const readings = createReadings(sql)
  const stored = createStored(states)
  const built = createBuilt(sql)
  const watch = createWatch({ states, audit, alerts, policy, zone })
  const sweep = createRiskSweep({ body: road.live, journal, stop, table: tables.known, clock })
  const check = createCheck({
    sql,
    stored,
    audit,
    clock,
    readings,
    watch,
    built,
    tables,
    market,
    zone,
  })
  const asking = askingOf(road.live)
  let running: Promise<boolean> | undefined
  const told = new WeakMap<Bound, { readonly account: ReadingFact; readonly bound: Bound }>()

  /** For whom somebody waits: it does not join the background's, which may wait for its share. */
  const readNow = (): Promise<boolean> => {
    running ??= once(asking)
      .catch(() => false)
      .finally(() => {
        running = undefined
      })
    return running
  }

  const once = async (ask: Ask): Promise<boolean> => {
    const isRead = await check(ask, standing())
    await sweepHeld()
    return isRead
  }

  const sweepHeld = async (): Promise<void> => {
    for (const [key, held] of watch.held()) {
      const counts = key === OWNER_ID ? 'account' : standing().find((one) => one.key === key)?.counts
      if (!counts || (held.isSwept && !mayGrow(counts))) continue
      if (await sweep(counts)) watch.swept(key)
    }
  }

  // What fills still may have a close of its own, which Kraken places without asking anybody here.
  const mayGrow = (counts: Standing['counts']): boolean =>
    journal
      .workingOrders()
      .some(
        ({ tool, tokenId }) => tool === 'conditional_close' && (counts === 'account' || counts.has(tokenId)),
      )

  const ageAt = (now: number): number => {
    const reading = stored.reading()
    return reading ? Math.abs(now - reading.at) : Number.POSITIVE_INFINITY
  }

  /** A document that came after the newest reading has lost nothing yet; the drawdown is the account's. */
  const readingUnder = ({ key, mandate, counts }: Bound, account: ReadingFact): ReadingFact => {
    if (counts === 'account') return account
    const own = key === undefined ? undefined : attempt(() => stored.reading(key))
    if (own?.currency === currencyOf(mandate)) return own
    return { ...withoutLoss(account), currency: currencyOf(mandate), equity: '0' }
  }

  /** The same object while nothing has changed, so that who compares need not look inside. */
  const boundWith = (bound: Bound, account: ReadingFact): Bound => {
    const last = told.get(bound)
    if (last?.account === account) return last.bound
    const made = { ...bound, reading: readingUnder(bound, account) }
    told.set(bound, { account, bound: made })
    return made
  }

  const isFresh = (): boolean => ageAt(clock.now()) <= READING_LIFETIME_MS

  /** A reading from before a margin limit was set has not asked for the level. */
  const isBlind = (): boolean =>
    stored.reading()?.asksMargin !== true && standing().some(({ mandate }) => limitsMargin(mandate))

  const refresh = async (): Promise<void> => {
    if (!isFresh() || isBlind()) await readNow()
  }

  return {
    reading: () => attempt(() => stored.reading()),
    withReadings(bounds) {
      const account = attempt(() => stored.reading())
      if (!account) return bounds
      return bounds.map((bound) => boundWith(bound, account))
    },
    refresh,
    tradingState(tokenId) {
      const keys = attempt(() => keysOf(tokenId))
      // Where nobody knows what is in force, nothing is taken further.
      return keys ? watch.strictest(keys) : 'REDUCING'
    },
    heldFor(tokenId) {
      const held = watch.held()
      return keysOf(tokenId).flatMap((key) => held.get(key) ?? [])
    },
    values() {
      const reading = stored.reading()
      const line = reading && readings.line(lineOf(ACCOUNT, reading.currency))?.line
      return Object.entries(line?.values ?? {})
        .map(([asset, value]) => ({ asset, value: fixed(value, 2, 'half-up') }))
        .sort((a, b) => compare(b.value, a.value))
    },
    held: watch.held,
    built,
    async job(now) {
      const isNeeded = needsReading(standing().map(({ mandate }) => mandate)) || watch.held().size > 0
      if (!isNeeded && ageAt(now) < LIGHT_MS - EARLY_MS) return
      // The owner's line of equity waits for nothing: what does not fit is taken up in the next minute.
      const patient = patiently(asking, road.background, clock, isNeeded ? PATIENCE_MS : 0)
      // Balances without the ledger are no reading: what cannot be finished is not begun.
      if (await patient.fits(BalanceEx.cost.counter + Ledgers.cost.counter)) await once(patient.ask)
      if (isNeeded && stored.reading() && ageAt(clock.now()) > TOO_LONG_MS)
        throw new Error('no reading for long')
    },
    problems(key) {
      const all = standing()
      const wanted = all.some(
        ({ mandate, counts }) => limitsDrawdown(mandate) || (counts === 'account' && limitsLoss(mandate)),
      )
      return [
        ...(wanted && !key.permissions.includes('query-ledger') ? [BLIND] : []),
        ...(needsReading(all.map(({ mandate }) => mandate)) && !key.permissions.includes('query-funds')
          ? [NO_FUNDS]
          : []),
      ]
    },
    async resume(key = OWNER_ID, by) {
      if (!watch.held().has(key))
        return { result: { key, trading_state: 'ACTIVE' }, note: 'Nothing was held back.' }
      if (!(await readNow())) throw noReading()
      const bound = standing().find((one) => one.key === key)
      const reading = stored.reading(key)
      const crossed = bound && reading ? crossingsIn(bound, reading) : []
      if (crossed.length > 0) throw stillCrossed(crossed)
      sql.transaction(() => watch.resume(key, by, clock.now()))
      return { result: { key, trading_state: 'ACTIVE' } }
    },
  }
}

const withKeys = (bounds: readonly Bound[]): readonly Standing[] =>
  bounds.flatMap((bound) => (bound.key === undefined ? [] : [{ ...bound, key: bound.key }]))

const withoutLoss = (reading: ReadingFact): ReadingFact => ({
  ...reading,
  day: { ...reading.day, loss: '0' },
  week: { ...reading.week, loss: '0' },
  month: { ...reading.month, loss: '0' },
})

const BLIND =
  'The Kraken key lacks query-ledger, so deposits cannot be told from gains and the account’s loss and drawdown limits cannot be judged: increases under them are denied.'
const NO_FUNDS =
  'The Kraken key lacks query-funds, so what the account is worth cannot be read: increases under loss, drawdown and margin limits are denied.'

const noReading = () =>
  new BreakwaterError('unavailable', 'no_reading', 'What the account is worth could not be read just now.', {
    hint: 'Try again in a minute. Cancels work.',
  })

const stillCrossed = (crossed: readonly object[]) =>
  new BreakwaterError(
    'refused',
    'limit_still_crossed',
    'A limit is still crossed, so trading stays held back.',
    {
      hint: 'Wait until it is not, or loosen the limit first.',
      details: { crossed },
    },
  )
