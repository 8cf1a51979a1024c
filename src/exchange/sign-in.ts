import { createHash } from 'node:crypto'
import type { AccountDeps } from './account-deps.ts'
import { attempt } from './attempt.ts'
import { createBrakes } from './brakes.ts'
import { OWNER_ID } from './owner-id.ts'
import type { AccountRpc, OpenSession, SignInAnswer, SignInTry } from './port.ts'
import type { Records } from './records.ts'
import { createSessions } from './sessions.ts'
import { isSameSecret } from './signature.ts'

type SignIn = Pick<AccountRpc, 'signIn' | 'session' | 'signOut'>

/** The owner's way in by passphrase. A try is judged, counted and told to the audit in one step, or not looked at. */
export const openSignIn = (deps: AccountDeps, { audit, states }: Records): SignIn => {
  const { sql, clock, random } = deps
  const passphrase = deps.settings.ownerPassphrase
  const brakes = createBrakes(sql)
  const sessions = createSessions({ states, random, passphrase: passphrase ?? '' })

  const judge = ({ passphrase: typed, address, purpose }: SignInTry, right: string): SignInAnswer => {
    const now = clock.now()
    const waitMs = brakes.waitFor(address, now)
    if (waitMs > 0) return { state: 'waiting', waitMs }
    const facts = { address, purpose }
    if (!isSame(typed, right)) {
      brakes.failed(address, now)
      audit.write({ event: 'owner.refused', tokenId: OWNER_ID, facts }, now)
      return { state: 'wrong', waitMs: brakes.waitFor(address, now) }
    }
    brakes.passed(address, now)
    audit.write({ event: 'owner.signed_in', tokenId: OWNER_ID, facts }, now)
    return { state: 'open', session: sessions.open(now) }
  }

  return {
    // What cannot be counted is not judged: a disk that fails must not let anyone guess for free.
    signIn: async (tried: SignInTry): Promise<SignInAnswer> =>
      passphrase === undefined
        ? { state: 'unset' }
        : (attempt(() => sql.transaction(() => judge(tried, passphrase))) ?? { state: 'unchecked' }),
    session: async (cookie: string): Promise<OpenSession | undefined> =>
      passphrase === undefined ? undefined : sessions.read(cookie, clock.now()),
    async signOut(): Promise<void> {
      const now = clock.now()
      sql.transaction(() => {
        sessions.endAll(now)
        audit.write({ event: 'owner.signed_out', tokenId: OWNER_ID }, now)
      })
    },
  }
}

// Of equal length by hashing: neither its length nor its beginning shows in the time it takes.
const isSame = (a: string, b: string): boolean => isSameSecret(digest(a), digest(b))

const digest = (text: string): string =>
  createHash('sha256').update(text.normalize('NFC').trim()).digest('hex')
