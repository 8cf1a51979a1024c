import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { PUBLIC, SECOND } from './fields.ts'

export const Time = endpoint({
  ...PUBLIC,
  tool: 'get_server_time',
  title: 'Server time',
  describe: 'Kraken’s clock.',
  path: '/0/public/Time',
  params: () => z.strictObject({}),
  result: () => z.looseObject({ unixtime: z.number(), rfc1123: z.string() }),
  example: {},
})

export const SystemStatus = endpoint({
  ...PUBLIC,
  tool: 'get_system_status',
  title: 'System status',
  describe: 'Whether Kraken trades: online, maintenance, cancel_only or post_only.',
  path: '/0/public/SystemStatus',
  params: () => z.strictObject({}),
  result: () =>
    z.looseObject({
      status: z.string(),
      timestamp: z.string(),
      upcoming_maintenance: z.array(z.unknown()).optional(),
      emergency: z.array(z.unknown()).optional(),
    }),
  example: {},
  cacheMs: 5 * SECOND,
})

export const MaintenanceSchedule = endpoint({
  ...PUBLIC,
  tool: 'get_maintenance_schedule',
  title: 'Maintenance schedule',
  describe: 'Maintenance announced for the next seven days.',
  path: '/0/public/MaintenanceSchedule',
  params: () => z.strictObject({}),
  result: () => z.looseObject({ events: z.array(z.looseObject({ title: z.string().optional() })) }),
  example: {},
  cacheMs: 5 * SECOND,
})
