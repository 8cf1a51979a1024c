import { z } from 'zod'
import { PERMISSIONS } from '../../kraken/endpoint.ts'
import { mintKey } from '../keys.ts'
import { type ApiKey, STATUSES, TIERS, type World } from '../world.ts'
import { freeze, setTime, timeOf } from './clock.ts'
import { FaultRequest, type Faults } from './faults.ts'
import type { Log } from './log.ts'

/** What the emulator's own paths may touch. `real` is the clock underneath the simulated one. */
export interface Controls {
  readonly world: World
  readonly faults: Faults
  readonly log: Log
  readonly real: () => number
  reset(): void
}

type Door = (controls: Controls, method: string, body: unknown) => unknown

const ClockRequest = z.strictObject({
  /** Seconds. */
  advance: z.number().optional(),
  /** Unix seconds. */
  set: z.number().optional(),
  freeze: z.boolean().optional(),
})

const SwitchRequest = z.strictObject({
  keyInfo: z.enum(['camel', 'snake']).optional(),
  tier: z.enum(TIERS).optional(),
  status: z.enum(STATUSES).optional(),
  earnSeconds: z.number().min(0).optional(),
})

const KeyRequest = z.strictObject({
  /** Changes this key ("main" is the one that was handed out) or makes it; a new name by default. */
  name: z.string().optional(),
  permissions: z.array(z.enum(PERMISSIONS)).optional(),
  nonceWindow: z.int().min(0).optional(),
  ipAllowlist: z.array(z.string()).optional(),
  /** null takes the second factor off. */
  otp: z.string().nullable().optional(),
})

const faults: Door = (controls, method, body) => {
  if (method === 'DELETE' || (typeof body === 'object' && body !== null && 'clear' in body))
    controls.faults.clear()
  else if (method === 'POST')
    for (const fault of z.array(FaultRequest).parse(Array.isArray(body) ? body : [body]))
      controls.faults.add(fault)
  return { faults: controls.faults.list() }
}

const clock: Door = ({ world, real }, method, body) => {
  if (method === 'POST') {
    const asked = ClockRequest.parse(body)
    if (asked.freeze !== undefined) freeze(world, asked.freeze, real())
    if (asked.set !== undefined) setTime(world, asked.set * 1000, real())
    if (asked.advance !== undefined) setTime(world, timeOf(world, real()) + asked.advance * 1000, real())
  }
  return { now: timeOf(world, real()) / 1000, frozen: world.clock.frozenAt !== undefined }
}

const log: Door = (controls, method) => {
  if (method !== 'DELETE') return controls.log.read()
  controls.log.clear()
  return []
}

const switches: Door = ({ world }, method, body) => {
  if (method === 'POST') Object.assign(world.switches, SwitchRequest.parse(body))
  return world.switches
}

const keys: Door = (controls, method, body) => {
  const { world } = controls
  const now = timeOf(world, controls.real())
  if (method !== 'POST')
    return Object.values(world.keys).map(({ secret: _secret, otp: _otp, ...shown }) => shown)
  const asked = KeyRequest.parse(body)
  const name = asked.name ?? `key-${Object.keys(world.keys).length}`
  const key =
    Object.values(world.keys).find((one) => one.name === name) ?? mintKey(world, now, name, [...PERMISSIONS])
  change(key, asked, now)
  return { key: key.key, secret: key.secret, name, permissions: key.permissions }
}

const change = (key: ApiKey, asked: z.infer<typeof KeyRequest>, now: number): void => {
  key.modifiedAt = now
  if (asked.permissions) key.permissions = asked.permissions
  if (asked.nonceWindow !== undefined) key.nonceWindow = asked.nonceWindow
  if (asked.ipAllowlist) key.ipAllowlist = asked.ipAllowlist
  if (asked.otp === null) delete key.otp
  else if (asked.otp !== undefined) key.otp = asked.otp
}

const reset: Door = (controls, method) => {
  if (method === 'POST') controls.reset()
  return { reset: method === 'POST' }
}

const DOORS: Readonly<Record<string, Door>> = { faults, clock, log, switches, keys, reset }

/** Answers a request on `/__emulator/*`: what a test or a demo turns, and what the emulator saw. */
export const answerControl = (
  controls: Controls,
  method: string,
  pathname: string,
  text: string,
): Response => {
  const door = DOORS[pathname.slice('/__emulator/'.length)]
  if (!door) return Response.json({ error: 'unknown path', known: Object.keys(DOORS) }, { status: 404 })
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text)
    return Response.json(door(controls, method, body))
  } catch (caught) {
    return Response.json({ error: caught instanceof Error ? caught.message : 'bad request' }, { status: 400 })
  }
}
