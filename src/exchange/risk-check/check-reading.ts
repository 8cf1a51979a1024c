import { crossingsOf } from '../../domain/equity/limits.ts'
import type { Line } from '../../domain/equity/series.ts'
import type { ReadingFact } from '../../domain/risk/facts.ts'
import { ACCOUNT, currencyOf, lineOf, type Standing } from './documents.ts'
import type { Picture } from './picture.ts'
import type { Readings } from './readings.ts'

interface Course {
  readonly readings: Readings
  /** In which the owner's days begin; IANA. */
  readonly zone: string
}

/** When a reading was taken, and where it stands in its line, which a clock that was set back does not disorder. */
interface Moments {
  readonly readAt: number
  readonly at: number
}

/** What a reading of the account says, by its own line. */
export const readingOf = (
  { readings, zone }: Course,
  currency: string,
  { at, readAt }: Moments,
  line: Line,
  { missing, marginLevel }: Picture,
  asksMargin: boolean,
): ReadingFact => {
  return {
    at: readAt,
    currency,
    equity: line.equity,
    ...readings.courses(lineOf(ACCOUNT, currency), at, zone),
    ...(missing === undefined ? {} : { missing }),
    ...(marginLevel === undefined ? {} : { marginLevelPercent: marginLevel }),
    asksMargin,
    ...(line.unpriced.length === 0 ? {} : { unpriced: line.unpriced }),
  }
}

/** What a document is judged on: the owner's on the account, a token's on what it built; the drawdown on the account's units. */
export const readingFor = (
  { readings, zone }: Course,
  { key, mandate, counts }: Standing,
  account: ReadingFact,
  at: number,
): ReadingFact => {
  if (counts === 'account') return account
  const currency = currencyOf(mandate)
  const subject = lineOf(key, currency)
  const own = readings.around(subject, at)
  const lost = readings.courses(subject, at, zone)
  const period = (name: 'day' | 'week' | 'month') => ({ ...account[name], loss: lost[name].loss })
  const periods = { day: period('day'), week: period('week'), month: period('month') }
  return { ...account, currency, equity: own?.equity ?? '0', ...periods }
}

/** Without the ledger a deposit cannot be told from a gain: then nothing that needs it counts as crossed, and rails deny. */
export const crossingsIn = ({ mandate, counts }: Standing, reading: ReadingFact) =>
  crossingsOf(mandate, reading).filter(
    ({ limit }) =>
      reading.missing === undefined || limit === 'margin_level' || (limit === 'loss' && counts !== 'account'),
  )
