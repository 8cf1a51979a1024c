import { BreakwaterError } from '../domain/errors.ts'
import { isRecord } from '../domain/record.ts'
import type { Alerts } from './alerts.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { Sql } from './sql.ts'
import type { States } from './states.ts'

/** That the kill switch is on, why, and since when (unix milliseconds). */
export interface Latched {
  readonly reason: string
  readonly by: string
  readonly at: number
  /** When zero open orders were last read with nothing under way any more; absent until then. */
  readonly verifiedAt?: number
}

export interface KillLatch {
  get(): Latched | undefined
  /** Refuses while the switch is on: `refused` (kill_switch_on). Asked in the turn in which the rails are. */
  mustBeOff(): void
  /**
   * Latches here at once, and in storage as soon as that can be written. The first reason stays; what was verified is not
   * any more. Only the first raises an alert; of those that follow, each token is written down once a minute.
   */
  on(reason: string, by: string, now: number): void
  verified(cancelled: number, now: number): void
  off(by: string, now: number): void
  /** Writes what could not be written; answers whether storage says what this says. */
  save(): boolean
}

/** Whether the switch is on and zero open orders are not verified yet: it is at work, and Kraken's timer is its own. */
export const isPending = (latch: Pick<KillLatch, 'get'>): boolean => {
  const latched = latch.get()
  return latched !== undefined && latched.verifiedAt === undefined
}

interface LatchDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
  readonly alerts: Alerts
}

const NAME = 'kill_switch'
const NOTED_EVERY_MS = 60_000

/** The latch outlives evictions in storage and a failing storage in memory. */
export const createKillLatch = ({ sql, states, audit, alerts }: LatchDeps): KillLatch => {
  let latched = stored(states)
  let unwritten: (() => void)[] = []
  /** When each token's activation, and the verification, was last written down, since the switch went on. */
  const noted = new Map<string, number>()

  const isNews = (key: string, now: number): boolean => {
    const at = noted.get(key)
    if (at !== undefined && Math.abs(now - at) < NOTED_EVERY_MS) return false
    noted.set(key, now)
    return true
  }

  const flush = (): void => {
    for (const line of unwritten) line()
    if (latched) states.set(NAME, latched)
    else states.clear(NAME)
  }

  const save = (): boolean => {
    const saved = attempt(() => {
      sql.transaction(flush)
      return true
    })
    if (saved) unwritten = []
    return saved === true
  }

  const change = (to: Latched | undefined, line: () => void): void => {
    latched = to
    unwritten.push(line)
    save()
  }

  return {
    get: () => latched,
    mustBeOff() {
      if (latched) throw isOn(latched)
    },
    on(reason, by, now) {
      const before = latched
      const first = before ?? { reason, by, at: now }
      const isWritten = isNews(`on ${by}`, now)
      change({ reason: first.reason, by: first.by, at: first.at }, () => {
        if (isWritten) audit.write({ event: 'kill_switch.on', tokenId: by, facts: { reason } }, now)
        if (!before) alerts.raise('kill_switch', { reason, by }, now)
      })
    },
    verified(cancelled, now) {
      if (!latched) return
      const isWritten = isNews('verified', now) || cancelled > 0
      change({ ...latched, verifiedAt: now }, () => {
        if (isWritten)
          audit.write({ event: 'kill_switch.verified', facts: { cancelled, open_orders: 0 } }, now)
      })
    },
    off(by, now) {
      noted.clear()
      change(undefined, () => audit.write({ event: 'kill_switch.off', tokenId: by }, now))
    },
    save: () => unwritten.length === 0 || save(),
  }
}

// What cannot be read may have been on: then orders are refused, but nothing is cancelled that may be wanted.
const stored = (states: States): Latched | undefined => {
  const read = attempt(() => ({ latched: latchedOf(states.get(NAME)) }))
  return read ? read.latched : UNREADABLE
}

const UNREADABLE: Latched = {
  reason: 'what is stored of it could not be read',
  by: 'server',
  at: 0,
  verifiedAt: 0,
}

const latchedOf = (value: unknown): Latched | undefined => {
  if (value === undefined) return undefined
  if (!isRecord(value) || typeof value.at !== 'number') return UNREADABLE
  return {
    reason: String(value.reason ?? ''),
    by: String(value.by ?? ''),
    at: value.at,
    ...(typeof value.verifiedAt === 'number' ? { verifiedAt: value.verifiedAt } : {}),
  }
}

const isOn = ({ reason, at }: Latched) =>
  new BreakwaterError('refused', 'kill_switch_on', `The kill switch is on (“${reason}”); nothing was sent.`, {
    hint: 'Only the owner releases it. Cancels and reads work.',
    details: { since: new Date(at).toISOString() },
  })
