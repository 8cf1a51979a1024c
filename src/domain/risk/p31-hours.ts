import { isWithin } from '../mandate/hours.ts'
import { finding, limitOf, type Rule } from './case.ts'
import { startOf } from './look.ts'

/** P31: orders are placed within the mandate's hours only, and begin to work within them. */
export const hours: Rule = (one) => {
  const { hours: windows } = one.rules
  const { now } = one.facts
  if (windows === undefined) return []
  const isOpen = (at: number) => windows.some((window) => isWithin(window, at))
  if (isOpen(now) && isOpen(startOf(one.look, now))) return []
  return [
    finding(
      one,
      'outside_hours',
      `It is outside the ${limitOf(one, 'hours')}.`,
      { hours: String(one.bound.mandate.hours) },
      { hint: `Place it within ${String(one.bound.mandate.hours)}. Cancels work at any time.` },
    ),
  ]
}
