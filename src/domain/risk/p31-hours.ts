import { isWithin } from '../mandate/hours.ts'
import { finding, limitOf, type Rule } from './case.ts'

/** P31: orders are placed within the mandate's hours only. */
export const hours: Rule = (one) => {
  const { hours: windows } = one.rules
  if (windows === undefined || windows.some((window) => isWithin(window, one.facts.now))) return []
  return [
    finding(one, 'outside_hours', `It is outside the ${limitOf(one, 'hours')}.`, {
      hours: String(one.bound.mandate.hours),
    }),
  ]
}
