import { hex } from '../domain/bytes.ts'
import { attempt } from './attempt.ts'
import type { OpenSession } from './port.ts'
import { isSameSecret, signatureOf } from './signature.ts'
import type { States } from './states.ts'

export const SESSION_MS = 12 * 3_600_000

/** The owner's sessions: signed cookies that this storage alone can make and tell. */
export interface Sessions {
  open(now: number): OpenSession
  read(cookie: string, now: number): OpenSession | undefined
  /** Ends all of them, on every device. */
  endAll(now: number): void
}

interface SessionDeps {
  readonly states: States
  readonly random: (bytes: number) => Uint8Array
  /** It is part of the key: a new passphrase ends every session. */
  readonly passphrase: string
}

const KEY = 'session_key'
const ENDED = 'sessions_ended_at'
const SHAPE = /^([0-9a-f]{32})\.(\d{13})\.([A-Za-z0-9_-]{43})$/

/** Signs and reads sessions with a key that is made once and never leaves the storage. */
export const createSessions = ({ states, random, passphrase }: SessionDeps): Sessions => {
  const facts = () => ({ key: states.get(KEY), endedAt: states.get(ENDED) })

  // A disk that fails must not take an open session from the owner.
  let kept = attempt(facts)

  const keyOf = (): string => {
    const known = states.get(KEY)
    if (typeof known === 'string') return known
    const made = hex(random(32))
    states.set(KEY, made)
    kept = attempt(facts) ?? kept
    return made
  }

  const sign = (key: string, purpose: string, id: string): string =>
    signatureOf(key, `${purpose}:${id}:${passphrase}`)

  const sessionOf = (key: string, name: string, expiresAt: number): OpenSession => {
    const id = `${name}.${expiresAt}`
    return { cookie: `${id}.${sign(key, 'session', id)}`, csrf: sign(key, 'csrf', id), expiresAt }
  }

  return {
    open: (now) => sessionOf(keyOf(), hex(random(16)), now + SESSION_MS),
    read(cookie, now) {
      const [, name, until, signature] = SHAPE.exec(cookie) ?? []
      if (!name || !until || !signature) return undefined
      kept = attempt(facts) ?? kept
      if (typeof kept?.key !== 'string') return undefined
      const session = sessionOf(kept.key, name, Number(until))
      if (!isSameSecret(cookie, session.cookie)) return undefined
      const madeAt = session.expiresAt - SESSION_MS
      const isEnded = typeof kept.endedAt === 'number' && madeAt <= kept.endedAt
      return session.expiresAt > now && !isEnded ? session : undefined
    },
    endAll(now) {
      states.set(ENDED, now)
      kept = attempt(facts) ?? kept
    },
  }
}
