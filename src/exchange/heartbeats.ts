import { BreakwaterError } from '../domain/errors.ts'
import type { Alerts } from './alerts.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { Sql, SqlRow } from './sql.ts'

/** That an agent promised a sign of life; times in milliseconds. */
export interface Heartbeat {
  readonly tokenId: string
  readonly withinMs: number
  /** Cancel its protective orders too. */
  readonly stops: boolean
  readonly beatAt: number
  readonly lapsedAt?: number
}

export interface Heartbeats {
  of(tokenId: string): Heartbeat | undefined
  all(): readonly Heartbeat[]
  arm(armed: Pick<Heartbeat, 'tokenId' | 'withinMs' | 'stops'>, now: number): void
  disarm(tokenId: string, now: number): void
  /** The agent lives, and where it had lapsed it may act again. */
  beat(tokenId: string, now: number): void
  /** The agent acts: a sign of life as long as it has not lapsed. */
  acted(tokenId: string, now: number): void
  /** Whether it has lapsed, or is due to. */
  hasLapsed(tokenId: string, now: number): boolean
  /** A wall clock that stepped back has put a sign of life into the future: it is taken to have come now. */
  setBack(tokenId: string, now: number): void
  /** Throws `refused` (heartbeat_lapsed) where the token has lapsed, or is due to and nobody has noted it yet. */
  mustBeat(tokenId: string, now: number): void
  /** Notes that no sign of life came in time. */
  lapse(tokenId: string, now: number): void
}

interface HeartbeatDeps {
  readonly sql: Sql
  readonly audit: Audit
  readonly alerts: Alerts
}

/** When the next sign of life is due, unix milliseconds. */
export const dueBy = ({ beatAt, withinMs }: Heartbeat): number => beatAt + withinMs

/** Who promised to beat, and who does; kept in storage, and in memory where that fails. */
export const createHeartbeats = ({ sql, audit, alerts }: HeartbeatDeps): Heartbeats => {
  const rows = attempt(() => sql.run('SELECT * FROM heartbeats')) ?? []
  const armed = new Map(rows.map((row) => [String(row.token_id), heartbeatOf(row)]))

  const store = (beat: Heartbeat, beside: () => void = () => {}): void => {
    armed.set(beat.tokenId, beat)
    attempt(() =>
      sql.transaction(() => {
        sql.run(
          'INSERT OR REPLACE INTO heartbeats (token_id, within_ms, stops, beat_at, lapsed_at) VALUES (?, ?, ?, ?, ?)',
          beat.tokenId,
          beat.withinMs,
          beat.stops ? 1 : 0,
          beat.beatAt,
          beat.lapsedAt ?? null,
        )
        beside()
      }),
    )
  }

  const hasLapsed = (beat: Heartbeat, now: number): boolean =>
    beat.lapsedAt !== undefined || now >= dueBy(beat)

  return {
    of: (tokenId) => armed.get(tokenId),
    all: () => [...armed.values()],
    arm({ tokenId, withinMs, stops }, now) {
      store({ tokenId, withinMs, stops, beatAt: now }, () =>
        audit.write(
          { event: 'heartbeat.armed', tokenId, facts: { heartbeat_within: withinMs / 1000, stops } },
          now,
        ),
      )
    },
    disarm(tokenId, now) {
      if (!armed.delete(tokenId)) return
      attempt(() =>
        sql.transaction(() => {
          sql.run('DELETE FROM heartbeats WHERE token_id = ?', tokenId)
          audit.write({ event: 'heartbeat.disarmed', tokenId }, now)
        }),
      )
    },
    beat(tokenId, now) {
      const before = armed.get(tokenId)
      if (!before) return
      const { lapsedAt, ...beat } = before
      store({ ...beat, beatAt: now }, () => {
        if (lapsedAt !== undefined) audit.write({ event: 'heartbeat.back', tokenId }, now)
      })
    },
    acted(tokenId, now) {
      const before = armed.get(tokenId)
      if (before && !hasLapsed(before, now)) store({ ...before, beatAt: now })
    },
    hasLapsed(tokenId, now) {
      const beat = armed.get(tokenId)
      return beat !== undefined && hasLapsed(beat, now)
    },
    setBack(tokenId, now) {
      const beat = armed.get(tokenId)
      if (beat && beat.lapsedAt === undefined && beat.beatAt > now) store({ ...beat, beatAt: now })
    },
    mustBeat(tokenId, now) {
      const beat = armed.get(tokenId)
      if (beat && hasLapsed(beat, now)) throw lapsed(beat)
    },
    lapse(tokenId, now) {
      const beat = armed.get(tokenId)
      if (!beat || beat.lapsedAt !== undefined) return
      const facts = { heartbeat_within: beat.withinMs / 1000, last_beat: new Date(beat.beatAt).toISOString() }
      store({ ...beat, lapsedAt: now }, () => {
        audit.write({ event: 'heartbeat.lapsed', tokenId, facts }, now)
        alerts.raise('heartbeat_lapsed', { token: tokenId, ...facts }, now)
      })
    },
  }
}

const heartbeatOf = (row: SqlRow): Heartbeat => ({
  tokenId: String(row.token_id),
  withinMs: Number(row.within_ms),
  stops: row.stops === 1,
  beatAt: Number(row.beat_at),
  ...(typeof row.lapsed_at === 'number' ? { lapsedAt: row.lapsed_at } : {}),
})

const lapsed = ({ beatAt, withinMs }: Heartbeat) =>
  new BreakwaterError(
    'refused',
    'heartbeat_lapsed',
    `No sign of life came within ${withinMs / 1000} s, so your orders were cancelled; this one was not sent.`,
    {
      hint: 'Look at what is left with get_open_orders, then call heartbeat; cancels work all the time.',
      details: { last_beat: new Date(beatAt).toISOString() },
    },
  )
