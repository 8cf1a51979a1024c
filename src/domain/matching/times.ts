import type { Ticket } from './order.ts'
import { invalid, type Wish } from './wish.ts'

const MONTH_MS = 31 * 24 * 3_600_000
const SHORTEST_GTD_MS = 5_000

/**
 * Reads `starttm` and `expiretm`: 0, unix seconds, or `+` seconds from now. A GTD order needs an expiry at least 5 s and at
 * most a month away, an order that names no time in force may have one, the others take none. Throws `Refused`.
 */
export const checkTimes = (wish: Wish, now: number): Pick<Ticket, 'startAt' | 'expireAt'> => {
  const startAt = momentOf(wish.startTime, 'starttm', now)
  const expireAt = momentOf(wish.expireTime, 'expiretm', now)
  if (startAt !== undefined && startAt > now + MONTH_MS) throw invalid('starttm')
  const takesExpiry = wish.timeInForce === 'GTD' || wish.timeInForce === undefined
  if (expireAt === undefined ? wish.timeInForce === 'GTD' : !takesExpiry) throw invalid('expiretm')
  if (expireAt !== undefined) checkExpiry(expireAt, startAt ?? now)
  return { startAt, expireAt }
}

const checkExpiry = (expireAt: number, from: number): void => {
  if (expireAt < from + SHORTEST_GTD_MS || expireAt > from + MONTH_MS) throw invalid('expiretm')
}

const momentOf = (text: string | undefined, name: string, now: number): number | undefined => {
  if (text === undefined || text === '' || text === '0') return undefined
  if (!/^\+?\d+(\.\d+)?$/.test(text)) throw invalid(name)
  const ms = Math.round(Number(text) * 1000)
  return text.startsWith('+') ? now + ms : ms
}
