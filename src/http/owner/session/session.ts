import { askSession, endSessions, trySignIn } from '../../../desk/owner.ts'
import type { OpenSession, SignInAnswer, SignInTry } from '../../../exchange/port.ts'
import type { Door } from '../../door.ts'
import { addressOf } from './address.ts'
import { cookieOf } from './cookie.ts'

/** The owner's open session, if the request's cookie opens one; undefined also where the account does not answer. */
export const sessionOf = async (door: Door): Promise<OpenSession | undefined> => {
  const cookie = cookieOf(door)
  return cookie === undefined ? undefined : askSession(door.env, cookie).catch(() => undefined)
}

/** Tries a passphrase that was typed into a page of ours; the account compares it, behind its brakes. */
export const signIn = (
  door: Door,
  passphrase: string,
  purpose: SignInTry['purpose'],
): Promise<SignInAnswer> =>
  trySignIn(door.env, { passphrase: passphrase.slice(0, 1_000), address: addressOf(door), purpose }).catch(
    () => ({ state: 'unchecked' }),
  )

/** Ends the owner's sessions on every device; rejects where the account does not answer. */
export const signOut = (door: Door): Promise<void> => endSessions(door.env)
