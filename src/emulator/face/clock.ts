import type { World } from '../world.ts'

/** Simulated unix milliseconds. */
export const timeOf = ({ clock }: World, real: number): number => clock.frozenAt ?? real + clock.offset

/** Moves simulated time to `ms`; a clock that stands still goes on standing still there. */
export const setTime = ({ clock }: World, ms: number, real: number): void => {
  clock.offset = ms - real
  if (clock.frozenAt !== undefined) clock.frozenAt = ms
}

export const freeze = (world: World, frozen: boolean, real: number): void => {
  const now = timeOf(world, real)
  if (frozen) world.clock.frozenAt = now
  else delete world.clock.frozenAt
  world.clock.offset = now - real
}
