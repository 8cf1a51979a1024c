import * as z from 'zod'
import type { Market } from '../call.ts'
import { SwitchRequest } from '../switches.ts'
import type { World } from '../world.ts'
import { timeOf } from './clock.ts'
import { turnClock } from './clock-door.ts'
import { FaultRequest, type Faults } from './faults.ts'
import { fillOrder } from './fill-door.ts'
import { useKey } from './foreign-door.ts'
import { changeKey } from './key-door.ts'
import type { Log } from './log.ts'
import { announce } from './maintenance-door.ts'
import { deposit, moveMarket } from './market-door.ts'

/** What the emulator's own paths may touch. `real` is the clock underneath the simulated one. */
export interface Controls {
  readonly world: World
  readonly market: Market
  readonly faults: Faults
  readonly log: Log
  readonly real: () => number
  reset(): void
}

type Door = (controls: Controls, method: string, body: unknown) => unknown

const faults: Door = (controls, method, body) => {
  if (method === 'DELETE' || (typeof body === 'object' && body !== null && 'clear' in body))
    controls.faults.clear()
  else if (method === 'POST')
    for (const fault of z.array(FaultRequest).parse(Array.isArray(body) ? body : [body]))
      controls.faults.add(fault)
  return { faults: controls.faults.list() }
}

const clock: Door = ({ world, real }, method, body) => {
  if (method === 'POST') turnClock(world, body, real())
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

const keys: Door = ({ world, real }, method, body) => {
  if (method === 'POST') return changeKey(world, body, timeOf(world, real()))
  return Object.values(world.keys).map(({ secret: _secret, otp: _otp, ...shown }) => shown)
}

const foreign: Door = ({ world, market, real }, method, body) =>
  method === 'POST' ? useKey(world, market, body, timeOf(world, real())) : {}

const fill: Door = ({ world, market, real }, method, body) =>
  method === 'POST' ? fillOrder(world, market, body, timeOf(world, real())) : {}

const marketDoor: Door = ({ world, real }, method, body) =>
  method === 'POST' ? moveMarket(world, body, timeOf(world, real())) : world.shocks

const deposits: Door = ({ world, real }, method, body) =>
  method === 'POST' ? deposit(world, body, timeOf(world, real())) : {}

const maintenance: Door = ({ world, real }, method, body) => {
  if (method === 'DELETE') world.maintenance = []
  if (method === 'POST') announce(world, body, timeOf(world, real()))
  return world.maintenance
}

const reset: Door = (controls, method) => {
  if (method === 'POST') controls.reset()
  return { reset: method === 'POST' }
}

const DOORS: Readonly<Record<string, Door>> = {
  faults,
  clock,
  log,
  switches,
  keys,
  foreign,
  fill,
  market: marketDoor,
  deposit: deposits,
  maintenance,
  reset,
}

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
