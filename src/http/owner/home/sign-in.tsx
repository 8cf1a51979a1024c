import type { SignInAnswer } from '../../../exchange/port.ts'
import { type Door, urlOf } from '../../door.ts'
import type { Strangers } from '../../limits/strangers.ts'
import { foreignForm } from '../../oauth/faults.ts'
import { onlyFor, refuse } from '../../refusal.ts'
import { isForeign } from '../origin.ts'
import { sessionCookie } from '../session/cookie.ts'
import { formOf } from '../session/form.ts'
import { signIn } from '../session/session.ts'
import { statusFor, whyNot } from '../session/words.ts'
import { show } from '../show.ts'
import { placeOf } from './places.ts'
import { SignInPage } from './sign-in-page.tsx'

const page = (door: Door, answer: SignInAnswer | undefined, next: string): Response => {
  const hasPassphrase = door.get('settings').ownerPassphrase !== undefined
  const problem = whyNot(answer ?? (hasPassphrase ? { state: 'open', session: NOBODY } : { state: 'unset' }))
  if (answer && 'waitMs' in answer && answer.waitMs > 0)
    door.header('Retry-After', String(Math.ceil(answer.waitMs / 1_000)))
  const form = <SignInPage next={next} problem={problem} hasPassphrase={hasPassphrase} />
  return show(door, form, { status: answer ? statusFor(answer) : 200 })
}

const NOBODY = { cookie: '', csrf: '', expiresAt: 0 }

const placeAsked = (door: Door): string => {
  const { pathname, searchParams } = urlOf(door)
  const account = searchParams.get('account')
  return placeOf(account === null ? pathname : `${pathname}?account=${account}`)
}

/** Who comes without a session is counted; an open one is never held up. */
const LIMIT = { door: 'owner', perMinute: 60 }

/** The page for who has no open session; it leads on to where they wanted to go. */
export const askWho = async (door: Door, strangers: Strangers): Promise<Response> =>
  (await strangers.turnAway(door, LIMIT)) ?? page(door, undefined, placeAsked(door))

/** `POST /owner/sign-in`: a passphrase opens a session, behind the account's brakes. */
export const signInDoor =
  (strangers: Strangers) =>
  async (door: Door): Promise<Response> => {
    if (door.req.method !== 'POST') return onlyFor(door, 'POST')
    if (isForeign(door) || door.req.header('origin') !== urlOf(door).origin)
      return refuse(door, 403, foreignForm())
    const tooMany = await strangers.turnAway(door, LIMIT)
    if (tooMany) return tooMany
    const form = await formOf(door)
    const next = placeOf(form?.get('next'))
    const answer = await signIn(door, form?.get('passphrase') ?? '', 'session')
    if (answer.state !== 'open') return page(door, answer, next)
    door.header('Set-Cookie', sessionCookie(answer.session, Date.now()), { append: true })
    door.header('Cache-Control', 'no-store')
    return door.redirect(next, 303)
  }
