export type Period = 'day' | 'week' | 'month'

interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Tells whether a text names a time zone, as "Europe/Berlin" or "UTC". */
export const isTimeZone = (zone: string): boolean => {
  try {
    formatIn(zone)
    return true
  } catch {
    return false
  }
}

/** When the day, the week (from Monday) or the month that `at` lies in began in a zone; unix milliseconds. */
export const beginningOf = (period: Period, at: number, zone: string): number => {
  const { year, month, day } = wallTimeAt(at, zone)
  if (period === 'month') return midnight(year, month, 1, zone)
  const sinceMonday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
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
  // Where clocks change near midnight either offset may hold; the day has begun once the wall shows it.
  const either = [wanted - DAY_MS, wanted + DAY_MS].map((at) => wanted - offsetAt(at, zone))
  const first = Math.min(...either)
  return first + offsetAt(first, zone) >= wanted ? first : Math.max(...either)
}

const DAY_MS = 86_400_000

const offsetAt = (at: number, zone: string): number => {
  const { year, month, day, hour, minute, second } = wallTimeAt(at, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

const wallTimeAt = (at: number, zone: string): WallTime => {
  const parts = formatIn(zone).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  }
}

const formatIn = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}
