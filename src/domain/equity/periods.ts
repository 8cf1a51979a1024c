import { wallTimeAt } from '../wall-clock.ts'

/** Over what losses and drawdowns are counted, by the calendar of the owner's time zone. */
export const PERIODS = ['day', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]

/** Tells whether a text names a time zone, as "Europe/Berlin" or "UTC". */
export const isTimeZone = (zone: string): boolean => {
  try {
    wallTimeAt(0, zone)
    return true
  } catch {
    return false
  }
}

/** When the day, the week (from Monday) or the month that `at` lies in began in a zone; unix milliseconds. */
export const beginningOf = (period: Period, at: number, zone: string): number => {
  const { year, month, day, weekday } = wallTimeAt(at, zone)
  if (period === 'month') return midnight(year, month, 1, zone)
  const sinceMonday = (weekday + 6) % 7
  return midnight(year, month, period === 'week' ? day - sinceMonday : day, zone)
}

/** The calendar day of a moment in a zone, "2026-11-21". */
export const dayOf = (at: number, zone: string): string => {
  const { year, month, day } = wallTimeAt(at, zone)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/** The first moment of a day; where clocks go forward at midnight, that is one o'clock. */
const midnight = (year: number, month: number, day: number, zone: string): number => {
  const wanted = Date.UTC(year, month - 1, day)
  // The offset differs on both sides of a change: two steps find the one that holds at midnight.
  const first = wanted - offsetAt(wanted, zone)
  return wanted - offsetAt(first, zone)
}

const offsetAt = (at: number, zone: string): number => {
  const { year, month, day, hour, minute, second } = wallTimeAt(at, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}
