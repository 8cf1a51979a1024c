import type { Handler } from '../call.ts'
import { announced, statusAt } from '../maintenance.ts'
import type { Maintenance, World } from '../world.ts'

const WEEK_MS = 7 * 86_400_000
const HOUR_MS = 3_600_000
// 1970-01-07 was a Wednesday; the emulator's website rests each Wednesday from 07:00 to 08:00 UTC. Invented.
const FIRST_MS = 6 * 86_400_000 + 7 * HOUR_MS

const rfc3339 = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

export const serverTime: Handler = ({ now }) => ({
  unixtime: Math.floor(now / 1000),
  rfc1123: new Date(now)
    .toUTCString()
    .replace(/ \d\d(\d\d) /, ' $1 ')
    .replace('GMT', '+0000'),
})

export const systemStatus: Handler = ({ world, now }) => ({
  status: statusAt(world, now),
  timestamp: rfc3339(now),
  upcoming_maintenance: eventsOf(world, now).filter(({ time_to_start_s }) => time_to_start_s <= 72 * 3600),
  emergency: emergencies(world, now),
})

export const maintenanceSchedule: Handler = ({ world, now }) => ({
  events: eventsOf(world, now).filter(({ time_to_start_s }) => time_to_start_s <= WEEK_MS / 1000),
})

const eventsOf = (world: World, now: number) => [
  ...announced(world, now).map((one) => tradingEvent(one, now)),
  ...websiteEvents(now),
]

// What a halt of trading looks like in the schedule is our reading: Kraken's example shows the website's only.
const tradingEvent = ({ id, from, until, status }: Maintenance, now: number) => ({
  event_id: id,
  title: 'Scheduled Maintenance - Spot',
  expected_start_utc: rfc3339(from),
  expected_end_utc: rfc3339(until),
  time_to_start_s: Math.floor((from - now) / 1000),
  phase: phaseOf(from, now),
  affected_services: ['spot_rest', 'spot_websocket'],
  order_submission: status === 'maintenance' ? 'halted' : status,
  recommended_action: 'cancel_orders',
  cancel_before_utc: rfc3339(from - HOUR_MS / 12),
  source_url: 'https://status.kraken.com/',
})

const phaseOf = (start: number, now: number): string => {
  if (start <= now) return 'in_progress'
  return start - now <= HOUR_MS / 2 ? 'approaching_30m' : 'scheduled'
}

const websiteEvents = (now: number) => {
  const week = Math.ceil((now - FIRST_MS) / WEEK_MS)
  const start = FIRST_MS + week * WEEK_MS
  return [
    {
      event_id: week,
      title: 'Scheduled Maintenance - Website',
      expected_start_utc: rfc3339(start),
      expected_end_utc: rfc3339(start + HOUR_MS),
      time_to_start_s: Math.floor((start - now) / 1000),
      phase: phaseOf(start, now),
      affected_services: ['website'],
      order_submission: 'allowed',
      recommended_action: 'none',
      cancel_before_utc: null,
      source_url: 'https://status.kraken.com/',
    },
  ]
}

const emergencies = (world: World, now: number) => {
  const status = statusAt(world, now)
  if (status === 'online') return []
  return [
    {
      event_id: 1,
      title: `Trading is in ${status}`,
      incident_status: 'identified',
      impact: 'critical',
      affected_services: ['spot_rest'],
      started_at_utc: rfc3339(now),
      next_steps: [],
      source_url: 'https://status.kraken.com/',
    },
  ]
}
