import type { World } from '../world.ts'

/** What a new world's funding history holds. */
export const seedFunding = (_world: World, _now: number): void => {}
