import type { SignInAnswer } from '../../../exchange/port.ts'
import { type Door, urlOf } from '../../door.ts'
import { foreignName } from '../../oauth/faults.ts'
import { onlyFor, refuse } from '../../refusal.ts'
import { isForeign } from '../origin.ts'
import { sessionCookie } from '../session/cookie.ts'
import { formOf } from '../session/form.ts'
import { signIn } from '../session/session.ts'
import { statusFor, whyNot } from '../session/words.ts'
import { show } from '../show.ts'
import { placeOf } from './places.ts'
import { SignInPage } from './sign-in-page.tsx'

/** The page for who has no open session; it leads on to where they wanted to go. */
export const askWho = (door: Door, answer?: SignInAnswer, next = placeAsked(door)): Response => {
  const hasPassphrase = door.get('settings').ownerPassphrase !== undefined
  const problem = whyNot(answer ?? (hasPassphrase ? { state: 'open', session: NOBODY } : { state: 'unset' }))
  if (answer && 'waitMs' in answer && answer.waitMs > 0)
    door.header('Retry-After', String(Math.ceil(answer.waitMs / 1_000)))
  const page = <SignInPage next={next} problem={problem} hasPassphrase={hasPassphrase} />
  return show(door, page, { status: answer ? statusFor(answer) : 200 })
}

const NOBODY = { cookie: '', csrf: '', expiresAt: 0 }

const placeAsked = (door: Door): string => {
  const { pathname, searchParams } = urlOf(door)
  const account = searchParams.get('account')
  return placeOf(account === null ? pathname : `${pathname}?account=${account}`)
}

/** `POST /owner/sign-in`: a passphrase opens a session, behind the account's brakes. */
export const signInDoor = async (door: Door): Promise<Response> => {
  if (door.req.method !== 'POST') return onlyFor(door, 'POST')
  if (isForeign(door) || door.req.header('origin') !== urlOf(door).origin)
    return refuse(door, 403, foreignName())
  const form = await formOf(door)
  const next = placeOf(form?.get('next'))
  const answer = await signIn(door, form?.get('passphrase') ?? '', 'session')
  if (answer.state !== 'open') return askWho(door, answer, next)
  door.header('Set-Cookie', sessionCookie(answer.session, Date.now()), { append: true })
  door.header('Cache-Control', 'no-store')
  return door.redirect(next, 303)
}
