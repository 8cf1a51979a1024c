import type { Sql, SqlRow } from './sql.ts'

/** What the owner is told at once. */
export const ALERT_EVENTS = [
  'kill_switch',
  'heartbeat_lapsed',
  'dead_man_lost',
  'uncertain_for_long',
  'second_key_user',
  'key_expires',
  'job_failing',
  'limit_crossed',
  'approval_waiting',
] as const
export type AlertEvent = (typeof ALERT_EVENTS)[number]

/** One alert; times in unix milliseconds. `nextAt` is absent once it is delivered or given up. */
export interface Alert {
  readonly id: number
  readonly at: number
  readonly event: string
  readonly facts: unknown
  readonly tries: number
  readonly nextAt: number | undefined
  readonly sentAt: number | undefined
}

export interface Alerts {
  /** Keeps an alert for delivery; called inside the transaction that changes the state it tells of. No secret in `facts`. */
  raise(event: AlertEvent, facts: Readonly<Record<string, unknown>>, now: number): void
  /** When the next delivery is due, unix milliseconds; 0 for one after `latest`; undefined where nothing waits. */
  dueAt(latest: number): number | undefined
  /** What is due, oldest first: also what waits for a time after `latest`, which no pause of the delivery's reaches. */
  due(now: number, limit: number, latest: number): readonly Alert[]
  delivered(id: number, now: number): void
  /** It could not be delivered; the next try comes at `nextAt`, or never. */
  failed(id: number, nextAt: number | undefined): void
  /** Newest first. */
  list(limit: number): readonly Alert[]
  /** What nobody has been told of since then, as sentences. */
  unheard(since: number): readonly string[]
}

export const createAlerts = (sql: Sql, raised: () => void = () => {}): Alerts => {
  const where = (condition: string, ...binds: number[]): readonly Alert[] =>
    sql.run(`SELECT * FROM alerts ${condition}`, ...binds).map(alertOf)
  return {
    raise(event, facts, now) {
      const row = [now, event, JSON.stringify(facts), now]
      sql.run('INSERT INTO alerts (at, event, facts, next_at) VALUES (?, ?, ?, ?)', ...row)
      // The transaction in which it is raised ends first.
      queueMicrotask(raised)
    },
    dueAt(latest) {
      const [row] = sql.run(
        'SELECT MIN(CASE WHEN next_at > ? THEN 0 ELSE next_at END) AS at FROM alerts',
        latest,
      )
      return typeof row?.at === 'number' ? row.at : undefined
    },
    due: (now, limit, latest) =>
      where('WHERE next_at <= ? OR next_at > ? ORDER BY id LIMIT ?', now, latest, limit),
    delivered: (id, now) =>
      void sql.run('UPDATE alerts SET tries = tries + 1, sent_at = ?, next_at = NULL WHERE id = ?', now, id),
    failed: (id, nextAt) =>
      void sql.run('UPDATE alerts SET tries = tries + 1, next_at = ? WHERE id = ?', nextAt ?? null, id),
    list: (limit) => where('ORDER BY id DESC LIMIT ?', limit),
    unheard: (since) =>
      sql
        .run(
          `SELECT event, COUNT(*) AS count, MAX(at) AS at FROM alerts WHERE sent_at IS NULL AND at >= ?
           GROUP BY event ORDER BY at DESC`,
          since,
        )
        .map(({ event, count, at }) => {
          const times = Number(count) > 1 ? `, ${count} times` : ''
          return `Alert ${event}${times}, last at ${new Date(Number(at)).toISOString()}: nobody has been told.`
        }),
  }
}

const alertOf = (row: SqlRow): Alert => ({
  id: Number(row.id),
  at: Number(row.at),
  event: String(row.event),
  facts: JSON.parse(String(row.facts)),
  tries: Number(row.tries),
  nextAt: typeof row.next_at === 'number' ? row.next_at : undefined,
  sentAt: typeof row.sent_at === 'number' ? row.sent_at : undefined,
})
