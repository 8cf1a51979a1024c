import { isTimeZone } from '../equity/periods.ts'
import { wallTimeAt } from '../wall-clock.ts'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** One window of a week: on these days (0 is Sunday), from and to in minutes of the day by the clocks of the zone. */
export interface Window {
  readonly days: readonly number[]
  readonly from: number
  /** At most 1440. Less than `from` where the window goes on past midnight. */
  readonly to: number
  readonly zone: string
}

const FORM = /^(?:([A-Za-z]{3})(?:-([A-Za-z]{3}))? )?(\d\d):(\d\d)-(\d\d):(\d\d) ([A-Za-z][A-Za-z0-9_+\-/]*)$/

/** Reads "Mon-Fri 08:00-20:00 UTC"; without days it is every day, the zone is any that the runtime knows. */
export const windowOf = (text: string): Window | undefined => {
  const [, first, last, h1, m1, h2, m2, zone = ''] = FORM.exec(text.trim()) ?? []
  const days = daysOf(first, last)
  const [from, to] = [minutesOf(h1, m1), minutesOf(h2, m2)]
  if (!days || from === undefined || to === undefined || from === to || from === 1440 || !isTimeZone(zone))
    return undefined
  return { days, from, to, zone }
}

/** Tells whether a moment (unix milliseconds) lies in a window; its end is outside. */
export const isWithin = (window: Window, at: number): boolean => {
  const { weekday: day, ...clock } = wallTimeAt(at, window.zone)
  const minute = clock.hour * 60 + clock.minute
  const { days, from, to } = window
  if (from < to) return days.includes(day) && minute >= from && minute < to
  return (days.includes(day) && minute >= from) || (days.includes((day + 6) % 7) && minute < to)
}

/** Tells whether every moment of one window lies in another; only windows of the same zone are compared. */
export const isPartOf = (inner: Window, outer: Window): boolean =>
  inner.zone === outer.zone &&
  inner.days.every((day) => outer.days.includes(day)) &&
  outer.from <= inner.from &&
  endOf(inner) <= endOf(outer)

const endOf = ({ from, to }: Window): number => (to > from ? to : to + 1440)

const daysOf = (first: string | undefined, last = first): readonly number[] | undefined => {
  if (first === undefined) return [0, 1, 2, 3, 4, 5, 6]
  const [from, to] = [dayOf(first), dayOf(last ?? first)]
  if (from < 0 || to < 0) return undefined
  const length = ((to - from + 7) % 7) + 1
  return Array.from({ length }, (_, step) => (from + step) % 7)
}

const dayOf = (name: string): number => DAYS.findIndex((day) => day.toLowerCase() === name.toLowerCase())

const minutesOf = (hours = '', minutes = ''): number | undefined => {
  const total = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && total <= 1440 ? total : undefined
}
