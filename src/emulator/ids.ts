import { hashText, letters } from './hash.ts'
import type { World } from './world.ts'

/** A new reference of the kind "F7QXK2A-M3RTVY-4WPLNC": a letter, then groups of these lengths. */
export const newId = (world: World, letter: string, groups: readonly number[]): string => {
  world.minted++
  const place = `${world.seed} ${letter} ${world.minted}`
  return letter + groups.map((length, index) => letters(`${place} ${index}`, length)).join('-')
}

/** A new id for an export report: four letters, as Kraken's. */
export const newReportId = (world: World): string => {
  world.minted++
  return letters(`report ${world.seed} ${hashText(String(world.minted))}`, 4)
}
