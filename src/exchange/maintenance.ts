import { isRecord } from '../domain/record.ts'
import type { Client } from '../kraken/client.ts'
import { MaintenanceSchedule, SystemStatus } from '../kraken/endpoints/market/status.ts'
import { type Clock, within } from './clock.ts'

/** A time in which Kraken takes no orders and no cancels, so that no timer can be refreshed; unix milliseconds. */
export interface Halt {
  readonly from: number
  readonly until: number
}

/** What Kraken says of its maintenance; undefined where it did not answer. */
export interface Announced {
  readonly isHalted: boolean
  readonly halts: readonly Halt[]
}

const TIMEOUT_MS = 5_000

/** Asks Kraken's public status, and its schedule where the status does not tell; never throws. */
export const createMaintenance =
  (client: Pick<Client, 'public'>, clock: Clock) => async (): Promise<Announced | undefined> => {
    const ask = (endpoint: typeof SystemStatus | typeof MaintenanceSchedule) =>
      within(clock, TIMEOUT_MS, (signal) => client.public(endpoint, {}, { signal }))
    const status = await ask(SystemStatus)
    if (status.kind !== 'result' || !isRecord(status.result)) return undefined
    const isHalted = status.result.status === 'maintenance'
    const upcoming = status.result.upcoming_maintenance
    if (Array.isArray(upcoming)) return { isHalted, halts: haltsIn(upcoming) }
    const schedule = await ask(MaintenanceSchedule)
    const events = schedule.kind === 'result' && isRecord(schedule.result) ? schedule.result.events : []
    return { isHalted, halts: haltsIn(Array.isArray(events) ? events : []) }
  }

// Kraken's own example is of its website, with `order_submission: "allowed"`: nothing needs to be disarmed for that.
// Whatever else it says there we read as a halt.
const haltsIn = (events: readonly unknown[]): readonly Halt[] =>
  events.flatMap((event) => {
    if (!isRecord(event) || event.order_submission === 'allowed') return []
    const from = timeOf(event.expected_start_utc)
    const until = timeOf(event.expected_end_utc)
    return Number.isNaN(from) ? [] : [{ from, until: Number.isNaN(until) ? from : until }]
  })

const timeOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN)
