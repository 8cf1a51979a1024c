import { needsReading } from '../../domain/equity/limits.ts'
import { BalanceEx } from '../../kraken/endpoints/account/balances.ts'
import { Ledgers } from '../../kraken/endpoints/account/ledgers.ts'
import type { Background } from '../background.ts'
import type { Clock } from '../clock.ts'
import { type Ask, patiently } from './ask.ts'
import { ageAt } from './reading-age.ts'
import type { Runs } from './runs.ts'
import type { Standings } from './standings.ts'
import type { Stored } from './stored.ts'
import type { Watch } from './watch.ts'

interface MinuteDeps {
  readonly stored: Pick<Stored, 'reading'>
  readonly standings: Pick<Standings, 'all'>
  readonly watch: Pick<Watch, 'held'>
  readonly runs: Pick<Runs, 'once'>
  readonly asking: Ask
  readonly background: Pick<Background, 'asking' | 'msUntilFits'>
  readonly clock: Clock
}

/** Without a limit that needs it, a reading is taken this often, for the owner's line of equity. */
const LIGHT_MS = 5 * 60_000
/** Readings are a minute apart; one may come a little early. */
const EARLY_MS = 30_000
/** A job's lease lasts 50 s. */
const PATIENCE_MS = 45_000
const TOO_LONG_MS = 10 * 60_000

/** The job of the minute. Throws where a limit wants readings and none could be taken for long. */
export const minuteJob = (deps: MinuteDeps) => {
  const { stored, standings, watch, runs, asking, background, clock } = deps
  return async (now: number): Promise<void> => {
    const isNeeded = needsReading(standings.all().map(({ mandate }) => mandate)) || watch.held().size > 0
    if (!isNeeded && ageAt(stored, now) < LIGHT_MS - EARLY_MS) return
    // The owner's line of equity waits for nothing: what does not fit is taken up in the next minute.
    const patient = patiently(asking, background, clock, isNeeded ? PATIENCE_MS : 0)
    // Balances without the ledger are no reading: what cannot be finished is not begun.
    if (await patient.fits(BalanceEx.cost.counter + Ledgers.cost.counter)) await runs.once(patient.ask)
    if (isNeeded && stored.reading() && ageAt(stored, clock.now()) > TOO_LONG_MS)
      throw new Error('no reading for long')
  }
}
