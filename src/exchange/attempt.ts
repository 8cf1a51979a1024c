/** Does what must hold nothing up if it fails: what cannot be written keeps no stop from leaving. */
export const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}
