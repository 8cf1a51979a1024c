import type { World } from './world.ts'

const VERSION = 1

/** The whole world as JSON text. */
export const snapshotOf = (world: World): string => JSON.stringify({ version: VERSION, world })

/** The world of an earlier `snapshotOf`; throws where the text is none. */
export const readSnapshot = (text: string): World => {
  const parsed: { version?: unknown; world?: World } = JSON.parse(text)
  if (parsed.version !== VERSION || parsed.world === undefined)
    throw new Error(`the emulator's state is not of version ${VERSION}`)
  return parsed.world
}

/** A saved world; what it did not know yet is taken from a new one. */
export const completed = (saved: World, fresh: World): World => ({
  ...fresh,
  ...saved,
  switches: { ...fresh.switches, ...saved.switches },
})
