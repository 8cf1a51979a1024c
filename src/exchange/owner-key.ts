import type { KeyInfo } from '../kraken/key-info.ts'
import type { Alerts } from './alerts.ts'

const WARN_MS = 7 * 86_400_000

/** Tells the owner, each time it is asked, of a key that ends within a week. */
export const tellOfExpiry = (key: KeyInfo | undefined, alerts: Alerts, now: number): void => {
  if (!key || key.validUntil === 0) return
  const expires = key.validUntil * 1000
  if (expires - now < WARN_MS) alerts.raise('key_expires', { expires: new Date(expires).toISOString() }, now)
}
