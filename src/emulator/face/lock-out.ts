import { Refused } from '../../domain/matching/refused.ts'
import type { ApiKey, World } from '../world.ts'

const WITHIN_MS = 60_000
const COUNTED = ['EAPI:Invalid nonce', 'EAPI:Invalid signature']

/** Refuses every call of a key that is locked out, before anything of it is looked at. */
export const refuseLocked = ({ lockedUntil = 0 }: ApiKey, now: number): void => {
  if (now < lockedUntil) throw new Refused('EGeneral:Temporary lockout')
}

/** Runs the checks of a key and counts what they refuse for its nonce or signature; too many of these lock the key out. */
export const counted = <T>({ switches }: World, key: ApiKey, now: number, check: () => T): T => {
  try {
    return check()
  } catch (caught) {
    if (caught instanceof Refused && COUNTED.includes(caught.error)) {
      key.badAt = [...(key.badAt ?? []).filter((at) => at > now - WITHIN_MS), now]
      if (key.badAt.length >= switches.lockoutAfter) lock(key, now + switches.lockoutSeconds * 1000)
    }
    throw caught
  }
}

/** Locks a key out until `until`; its count begins anew. */
export const lock = (key: ApiKey, until: number): void => {
  key.lockedUntil = until
  key.badAt = []
}
