import type { Market } from '../call.ts'
import type { World } from '../world.ts'

/** Brings resting orders, expiries and the dead-man timer up to `now`; the face calls it before every request. */
export const advance = (_world: World, _market: Market, _now: number): void => {}
