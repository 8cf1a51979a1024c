import type { Ticket } from './order.ts'
import { Refused } from './refused.ts'
import type { Wish } from './wish.ts'

const MONTH_MS = 31 * 24 * 3_600_000
const SHORTEST_GTD_MS = 5_000

/**
 * Reads `starttm` and `expiretm`: 0, unix seconds, or `+` seconds from now. A GTD order needs an expiry at least 5 s and at
 * most a month away; other orders take none. Throws `Refused`.
 */
export const checkTimes = (wish: Wish, now: number): Pick<Ticket, 'startAt' | 'expireAt'> => {
  const startAt = momentOf(wish.startTime, 'starttm', now)
  const expireAt = momentOf(wish.expireTime, 'expiretm', now)
  if (startAt !== undefined && startAt > now + MONTH_MS) throw refusedTime('starttm')
  if (wish.timeInForce !== 'GTD') {
    if (expireAt !== undefined && wish.timeInForce !== undefined) throw refusedTime('expiretm')
    return { startAt, expireAt: expireAt === undefined ? undefined : checkExpiry(expireAt, startAt ?? now) }
  }
  if (expireAt === undefined) throw refusedTime('expiretm')
  return { startAt, expireAt: checkExpiry(expireAt, startAt ?? now) }
}

const refusedTime = (name: string) => new Refused(`EGeneral:Invalid arguments:${name}`)

const checkExpiry = (expireAt: number, from: number): number => {
  if (expireAt < from + SHORTEST_GTD_MS || expireAt > from + MONTH_MS) throw refusedTime('expiretm')
  return expireAt
}

const momentOf = (text: string | undefined, name: string, now: number): number | undefined => {
  if (text === undefined || text === '' || text === '0') return undefined
  if (!/^\+?\d+(\.\d+)?$/.test(text)) throw refusedTime(name)
  const ms = Math.round(Number(text) * 1000)
  return text.startsWith('+') ? now + ms : ms
}
