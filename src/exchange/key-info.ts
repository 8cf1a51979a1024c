import { type KeyInfo, parseKeyInfo } from '../kraken/key-info.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Clock } from './clock.ts'

const LIFETIME_MS = 5 * 60_000
/** After a failed introspection Kraken decides for a while, so that we do not ask before every call. */
const FAILURE_LIFETIME_MS = 60_000

export interface KeyInfoSource {
  /** What the key can do, or nothing where Kraken would not say. Never throws. */
  get(): Promise<KeyInfo | undefined>
  /** Forgets what is known: after a permission error it may be out of date. */
  forget(): void
}

/** Asks Kraken what the key can do, once for all who ask at the same time, and keeps the answer for five minutes. */
export const createKeyInfo = (
  ask: () => Promise<Reply>,
  clock: Pick<Clock, 'now'>,
  learned: (info: KeyInfo) => void = () => {},
): KeyInfoSource => {
  let known: { info: KeyInfo | undefined; until: number } | undefined
  let asking: Promise<KeyInfo | undefined> | undefined

  const learn = async (): Promise<KeyInfo | undefined> => {
    const info = await ask().then(read, nothing)
    if (info) learned(info)
    known = { info, until: clock.now() + (info ? LIFETIME_MS : FAILURE_LIFETIME_MS) }
    asking = undefined
    return info
  }

  return {
    async get() {
      if (known && clock.now() < known.until) return known.info
      asking ??= learn()
      return asking
    },
    forget() {
      known = undefined
    },
  }
}

const read = (reply: Reply): KeyInfo | undefined =>
  reply.kind === 'result' ? parseKeyInfo(reply.result) : undefined

// If the introspection itself fails, Kraken decides what the key may do.
const nothing = () => undefined
