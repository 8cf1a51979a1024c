import { compare, fixed } from '../../domain/money.ts'
import type { Bound, ReadingFact, TradingState } from '../../domain/risk/facts.ts'
import type { KeyInfo } from '../../kraken/key-info.ts'
import type { AccountDeps } from '../account-deps.ts'
import { attempt } from '../attempt.ts'
import type { Answered, Exchange } from '../exchange.ts'
import { createPublicFacts } from '../rails/public-facts.ts'
import type { Records } from '../records.ts'
import type { Road } from '../road.ts'
import { askingOf } from './ask.ts'
import { createBoundReadings } from './bound-readings.ts'
import { type Built, createBuilt } from './built.ts'
import { createCheck } from './check.ts'
import { ACCOUNT, lineOf } from './documents.ts'
import type { Held } from './held.ts'
import { keyProblems } from './key-problems.ts'
import { minuteJob } from './minute.ts'
import { isOutdated } from './reading-age.ts'
import { createReadings } from './readings.ts'
import { createResume } from './resume.ts'
import { createRuns } from './runs.ts'
import { createStandings } from './standings.ts'
import { createStored } from './stored.ts'
import { createRiskSweep } from './sweep.ts'
import { createSweepHeld } from './sweep-held.ts'
import { createWatch } from './watch.ts'

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

export const openRisk = (deps: AccountDeps, records: Records, road: Road, stop: Exchange['stop']): Risk => {
  const { sql, clock, settings } = deps
  const { states, audit, alerts, journal } = records
  const { tables, background } = road
  const { ownerTimeZone: zone, riskPolicy: policy } = settings
  const market = createPublicFacts(road.client, clock)
  const readings = createReadings(sql)
  const stored = createStored(states)
  const built = createBuilt(sql)
  const watch = createWatch({ states, audit, alerts, policy, zone })
  const standings = createStandings(records.tokens, clock)
  const sweep = createRiskSweep({ body: road.live, journal, stop, table: tables.known, clock })
  const sweepHeld = createSweepHeld({ standings, watch, sweep, journal })
  const check = createCheck({ sql, stored, audit, clock, readings, watch, built, tables, market, zone })
  const asking = askingOf(road.live)
  const runs = createRuns({ check, standings, sweepHeld, asking })

  return {
    reading: () => attempt(() => stored.reading()),
    withReadings: createBoundReadings(stored),
    async refresh() {
      if (isOutdated({ stored, standings, clock })) await runs.now()
    },
    tradingState(tokenId) {
      const keys = attempt(() => standings.keysOf(tokenId))
      // Where nobody knows what is in force, nothing is taken further.
      return keys ? watch.strictest(keys) : 'REDUCING'
    },
    heldFor(tokenId) {
      const held = watch.held()
      return standings.keysOf(tokenId).flatMap((key) => held.get(key) ?? [])
    },
    values() {
      const reading = stored.reading()
      const line = reading && readings.line(lineOf(ACCOUNT, reading.currency))?.line
      return valuesIn(line?.values ?? {})
    },
    held: watch.held,
    built,
    job: minuteJob({ stored, standings, watch, runs, asking, background, clock }),
    problems: (key) => keyProblems(key, standings.all()),
    resume: createResume({ sql, stored, standings, watch, runs, clock }),
  }
}

const valuesIn = (values: Readonly<Record<string, string>>): ReturnType<Risk['values']> =>
  Object.entries(values)
    .map(([asset, value]) => ({ asset, value: fixed(value, 2, 'half-up') }))
    .sort((a, b) => compare(b.value, a.value))
