import type { AuthRequest, OAuthHelpers } from '@cloudflare/workers-oauth-provider'
import { type Door, urlOf } from '../door.ts'
import { isForeign, isForeignHost } from '../owner/origin.ts'
import { formOf } from '../owner/session/form.ts'
import { signIn } from '../owner/session/session.ts'
import { statusFor, whyNot } from '../owner/session/words.ts'
import { show } from '../owner/show.ts'
import { onlyFor, refuse } from '../refusal.ts'
import { complete } from './complete.ts'
import { ConsentPage } from './consent-page.tsx'
import { standsThere } from './document.ts'
import { foreignName } from './faults.ts'
import { grantable } from './grantable.ts'
import { dropOldForms } from './old-forms.ts'
import { printable } from './printable.ts'
import { ProblemPage } from './problem-page.tsx'
import { type Roles, rolesOf } from './provider.ts'
import { mayReturnTo } from './redirects.ts'

/** `/authorize`: a GET asks the owner, a POST carries their answer. */
export const authorizeDoor = async (door: Door): Promise<Response> => {
  const { method } = door.req
  if (method !== 'GET' && method !== 'POST') return onlyFor(door, 'GET')
  if (method === 'GET' ? isForeignHost(door) : isForeign(door)) return refuse(door, 403, foreignName())
  const roles = await rolesOf(door)
  const helpers = roles.issuing.getOAuthApi(roles.bindings)
  try {
    return method === 'GET' ? await ask(door, helpers) : await answer(door, helpers)
  } catch (caught) {
    return outOfPlace(door, roles, caught)
  }
}

interface Again {
  readonly problem: string
  readonly status: 400 | 403 | 429 | 503
}

/** Shows the form for the request that stands in the URL; each showing is a form of its own, good for one answer. */
const ask = async (door: Door, helpers: OAuthHelpers, again?: Again): Promise<Response> => {
  const { pathname, search, searchParams } = urlOf(door)
  if (!(await standsThere(searchParams.get('client_id') ?? ''))) return problem(door, NO_DOCUMENT, 400)
  const request = await helpers.parseAuthRequest(door.req.raw)
  if (!mayReturnTo(request.redirectUri, door.get('settings'))) return problem(door, NOT_THERE, 403)
  if (request.codeChallenge === undefined) return problem(door, NO_PKCE, 400)
  const about = await helpers.describeConsent(request)
  const { handle, headers } = await helpers.beginConsent(request)
  dropOldForms(door)
  for (const cookie of headers.getSetCookie()) door.header('Set-Cookie', cookie, { append: true })
  const { exchange, ownerPassphrase } = door.get('settings')
  const page = (
    <ConsentPage
      clientName={printable(about.clientName)}
      clientHost={about.clientDomain}
      redirectHost={about.redirectHost}
      isLoopback={about.redirectIsLoopback}
      exchange={exchange}
      handle={handle}
      action={`${pathname}${search}`}
      problem={again?.problem ?? (ownerPassphrase === undefined ? whyNot({ state: 'unset' }) : undefined)}
      hasPassphrase={ownerPassphrase !== undefined}
    />
  )
  return show(door, page, { status: again?.status ?? 200, forms: formsOf(request) })
}

// Browsers hold every redirect that follows a form to this list, and clients redirect once more within their own hosts.
const formsOf = ({ redirectUri }: AuthRequest): string => {
  const { protocol, origin } = new URL(redirectUri)
  return protocol === 'https:' ? ' https:' : ` ${origin}`
}

/** The passphrase is looked at first, and the form is used up last: who mistypes gets a new one. */
const answer = async (door: Door, helpers: OAuthHelpers): Promise<Response> => {
  const form = await formOf(door)
  if (!form) return problem(door, 'The form could not be read.', 400)
  const field = (name: string) => form.get(name) ?? ''
  if (field('decision') === 'deny')
    return sendOn(door, await helpers.denyConsent(door.req.raw, field('handle')))
  const choice = {
    account: field('account'),
    paper: field('paper'),
    mandate: field('mandate'),
    document: field('document'),
    scope: field('scope'),
    lifetime: field('lifetime'),
  }
  const chosen = grantable(choice, door.get('settings').exchange, Date.now())
  if (!chosen.ok) return ask(door, helpers, { problem: chosen.problem, status: 400 })
  const tried = await signIn(door, field('passphrase'), 'grant')
  if (tried.state !== 'open') {
    if ('waitMs' in tried && tried.waitMs > 0)
      door.header('Retry-After', String(Math.ceil(tried.waitMs / 1_000)))
    const status = statusFor(tried)
    return ask(door, helpers, { problem: whyNot(tried) ?? '', status: status === 200 ? 403 : status })
  }
  return sendOn(door, await complete(door, helpers, field('handle'), chosen.grant))
}

const sendOn = (door: Door, { redirectTo, headers }: { redirectTo: string; headers: Headers }): Response => {
  for (const cookie of headers.getSetCookie()) door.header('Set-Cookie', cookie, { append: true })
  door.header('Cache-Control', 'no-store')
  return door.redirect(redirectTo, 303)
}

// The library says where a request that was wrong may be sent back to. Anybody can register a client, and a link to us must
// not lead on to anywhere by itself (RFC 9700, 4.11.2): to hosts that the owner has named alone.
const outOfPlace = (door: Door, { library }: Roles, caught: unknown): Response => {
  if (caught instanceof library.AuthorizationError)
    return isNamed(door, caught.redirectTo)
      ? sendOn(door, { redirectTo: caught.redirectTo, headers: new Headers() })
      : problem(door, printable(caught.description), 400)
  if (caught instanceof library.CimdFetchError) return problem(door, NO_DOCUMENT, 400)
  throw caught
}

const isNamed = (door: Door, uri: string | undefined): uri is string => {
  const settings = door.get('settings')
  return settings.redirectHosts !== undefined && mayReturnTo(uri, settings)
}

const problem = (door: Door, words: string, status: 400 | 403): Response =>
  show(door, <ProblemPage problem={words} />, { status })

const NOT_THERE = 'The owner lets no client return to this host (the setting OAUTH_REDIRECT_HOSTS).'

const NO_PKCE = 'The client sent no code_challenge. Every client must use PKCE with S256 here.'

const NO_DOCUMENT =
  'The document that the client’s id points to could not be read: it must stand at that address itself.'
