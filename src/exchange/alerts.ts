import type { Sql } from './sql.ts'

/** What the owner is told at once. */
export const ALERT_EVENTS = [
  'kill_switch',
  'heartbeat_lapsed',
  'dead_man_lost',
  'uncertain_for_long',
  'second_key_user',
  'key_expires',
  'job_failing',
] as const
export type AlertEvent = (typeof ALERT_EVENTS)[number]

export interface Alerts {
  /** Keeps an alert for delivery; called inside the transaction that changes the state it tells of. No secret in `facts`. */
  raise(event: AlertEvent, facts: Readonly<Record<string, unknown>>, now: number): void
  /** When the next delivery is due, unix milliseconds; undefined where nothing waits. */
  dueAt(): number | undefined
}

export const createAlerts = (sql: Sql): Alerts => ({
  raise: (event, facts, now) =>
    void sql.run(
      'INSERT INTO alerts (at, event, facts, next_at) VALUES (?, ?, ?, ?)',
      now,
      event,
      JSON.stringify(facts),
      now,
    ),
  dueAt() {
    const [row] = sql.run('SELECT MIN(next_at) AS at FROM alerts WHERE sent_at IS NULL')
    return typeof row?.at === 'number' ? row.at : undefined
  },
})
