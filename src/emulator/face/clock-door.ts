import * as z from 'zod'
import type { World } from '../world.ts'
import { freeze, setTime, timeOf } from './clock.ts'

const ClockRequest = z.strictObject({
  /** Seconds. */
  advance: z.number().optional(),
  /** Unix seconds. */
  set: z.number().optional(),
  freeze: z.boolean().optional(),
})

/** Moves or stops simulated time; `real` is the clock underneath. */
export const turnClock = (world: World, body: unknown, real: number): void => {
  const asked = ClockRequest.parse(body)
  if (asked.freeze !== undefined) freeze(world, asked.freeze, real)
  if (asked.set !== undefined) setTime(world, asked.set * 1000, real)
  if (asked.advance !== undefined) setTime(world, timeOf(world, real) + asked.advance * 1000, real)
}
