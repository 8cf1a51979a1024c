import { BreakwaterError } from '../../domain/errors.ts'
import type { Clock } from '../clock.ts'
import type { Answered } from '../exchange.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { Sql } from '../sql.ts'
import { crossingsIn } from './check-reading.ts'
import type { Runs } from './runs.ts'
import type { Standings } from './standings.ts'
import type { Stored } from './stored.ts'
import type { Watch } from './watch.ts'

interface ResumeDeps {
  readonly sql: Sql
  readonly stored: Pick<Stored, 'reading'>
  readonly standings: Pick<Standings, 'one'>
  readonly watch: Pick<Watch, 'held' | 'resume'>
  readonly runs: Pick<Runs, 'now'>
  readonly clock: Pick<Clock, 'now'>
}

/** The owner's word that trading goes on. Throws `refused` (limit_still_crossed), `unavailable` (no_reading). */
export const createResume =
  ({ sql, stored, standings, watch, runs, clock }: ResumeDeps) =>
  async (key = OWNER_ID, by: string): Promise<Answered> => {
    const result = { key, trading_state: 'ACTIVE' }
    if (!watch.held().has(key)) return { result, note: 'Nothing was held back.' }
    if (!(await runs.now())) throw noReading()
    const bound = standings.one(key)
    const reading = stored.reading(key)
    const crossed = bound && reading ? crossingsIn(bound, reading) : []
    if (crossed.length > 0) throw stillCrossed(crossed)
    sql.transaction(() => watch.resume(key, by, clock.now()))
    return { result }
  }

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
