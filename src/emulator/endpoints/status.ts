import type { Handler } from '../call.ts'
import type { World } from '../world.ts'

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
  status: world.switches.status,
  timestamp: rfc3339(now),
  upcoming_maintenance: events(now).filter(({ time_to_start_s }) => time_to_start_s <= 72 * 3600),
  emergency: emergencies(world, now),
})

export const maintenanceSchedule: Handler = ({ now }) => ({ events: events(now) })

const events = (now: number) => {
  const week = Math.ceil((now - FIRST_MS) / WEEK_MS)
  const start = FIRST_MS + week * WEEK_MS
  return [
    {
      event_id: week,
      title: 'Scheduled Maintenance - Website',
      expected_start_utc: rfc3339(start),
      expected_end_utc: rfc3339(start + HOUR_MS),
      time_to_start_s: Math.floor((start - now) / 1000),
      phase: start - now <= HOUR_MS / 2 ? 'approaching_30m' : 'scheduled',
      affected_services: ['website'],
      order_submission: 'allowed',
      recommended_action: 'none',
      cancel_before_utc: null,
      source_url: 'https://status.kraken.com/',
    },
  ]
}

const emergencies = (world: World, now: number) => {
  if (world.switches.status === 'online') return []
  return [
    {
      event_id: 1,
      title: `Trading is in ${world.switches.status}`,
      incident_status: 'identified',
      impact: 'critical',
      affected_services: ['spot_rest'],
      started_at_utc: rfc3339(now),
      next_steps: [],
      source_url: 'https://status.kraken.com/',
    },
  ]
}
