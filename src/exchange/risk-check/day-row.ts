import { beginningOf, dayOf } from '../../domain/equity/periods.ts'
import { subtract } from '../../domain/money.ts'
import type { Audit } from '../audit.ts'
import type { KeptReading, Readings } from './readings.ts'

interface DayDeps {
  readonly readings: Readings
  readonly audit: Audit
  /** The owner's zone. */
  readonly zone: string
}

interface Turn {
  readonly subject: string
  readonly currency: string
  /** When the last reading was taken, and when this one is; unix milliseconds. */
  readonly last: number
  readonly now: number
}

/** Writes the audit row of a day that is over: how it opened, closed, what was won or lost, and what flowed in or out. */
export const writeDay = (
  { readings, audit, zone }: DayDeps,
  { subject, currency, last, now }: Turn,
): void => {
  const day = dayOf(last, zone)
  if (day === dayOf(now, zone)) return
  const opening = readings.around(subject, beginningOf('day', last, zone))
  const closing = readings.around(subject, last)
  if (!opening || !closing) return
  audit.write(
    {
      event: 'risk.day',
      subject: day,
      facts: {
        currency,
        opened: opening.equity,
        closed: closing.equity,
        result: subtract(closing.result, opening.result),
        flowed: subtract(flowed(closing), flowed(opening)),
      },
    },
    now,
  )
}

const flowed = ({ equity, result }: KeptReading): string => subtract(equity, result)
