import type { World } from './world.ts'

const VERSION = 1

/** The whole world as JSON text. */
export const snapshotOf = (world: World): string => JSON.stringify({ version: VERSION, world })

/** A world from an earlier `snapshotOf`; throws where the text is none. */
export const resume = (text: string): World => {
  const parsed: { version?: unknown; world?: World } = JSON.parse(text)
  if (parsed.version !== VERSION || parsed.world === undefined)
    throw new Error(`the emulator's state is not of version ${VERSION}`)
  return parsed.world
}

/** The world of a snapshot; what its version did not know yet is taken from a new one. */
export const resumed = (fresh: World, text: string): World => {
  const world = resume(text)
  return { ...fresh, ...world, switches: { ...fresh.switches, ...world.switches } }
}
