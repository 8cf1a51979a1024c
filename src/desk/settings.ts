import { readSettings, type SettingsResult } from '../exchange/settings.ts'
import type { Bindings } from './bindings.ts'

const known = new WeakMap<Bindings, SettingsResult>()

/** The deployment's settings, or what is wrong with them; parsed once for each set of bindings. */
export const parseSettings = (bindings: Bindings): SettingsResult => {
  const earlier = known.get(bindings)
  if (earlier) return earlier
  const result = readSettings(bindings)
  known.set(bindings, result)
  return result
}
