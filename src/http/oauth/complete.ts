import type { OAuthHelpers } from '@cloudflare/workers-oauth-provider'
import { mintGrant } from '../../auth/grant.ts'
import { tellGranted } from '../../desk/owner.ts'
import { DEFAULT_OPENING, openingText } from '../../domain/paper-opening.ts'
import { openPaper } from '../../store/paper-accounts.ts'
import type { Door } from '../door.ts'
import type { Grantable } from './grantable.ts'
import type { Granted } from './props.ts'
import { mayReturnTo } from './redirects.ts'

/**
 * Uses the form up and gives the client its code. The token's own text is thrown away: the client holds the library's
 * tokens, which lead to the row by its hash.
 */
export const complete = async (
  door: Door,
  helpers: OAuthHelpers,
  handle: string,
  grant: Grantable,
): Promise<{ redirectTo: string; headers: Headers }> => {
  const { request, headers } = await helpers.approveConsent(door.req.raw, handle, {
    scope: [...grant.scopes],
  })
  const settings = door.get('settings')
  if (!mayReturnTo(request.redirectUri, settings)) throw new Error('the host was ruled out meanwhile')
  const about = await helpers.describeConsent(request)
  const now = Date.now()
  if (grant.account !== 'live') await openPaper(door.env.DB, grant.account, openingText(DEFAULT_OPENING), now)
  const { row } = await mintGrant(
    {
      name: tokenName(about),
      exchange: settings.exchange,
      account: grant.account,
      scopes: grant.scopes,
      forUrl: false,
      expiresAt: now + grant.lifetimeMs,
      mandate: grant.mandate,
    },
    now,
  )
  const { clientName, redirectHost } = about
  const props: Granted = { row, clientName: nameOf(clientName), redirectHost }
  const { redirectTo } = await helpers.completeAuthorization({
    request,
    userId: row.id,
    metadata: {},
    scope: [...grant.scopes],
    props,
  })
  const { account, scopes, says: mandate } = grant
  const facts = { client: about.clientDomain ?? row.name, redirectHost, account, scopes, mandate }
  await tellGranted(door.env, row.id, { ...facts, expiresAt: row.expiresAt })
  return { redirectTo, headers }
}

// The list of tokens shows names alone, and a client's own word on its name is worth little: so the host stands beside it.
const tokenName = ({ clientName, redirectHost }: { clientName: string; redirectHost: string }): string =>
  nameOf(`${nameOf(clientName).slice(0, 24)} (${endOf(redirectHost)})`)

const MOST_OF_HOST = 37

// Whose host it is stands at its end; before that stands whatever they like.
const endOf = (host: string): string =>
  host.length > MOST_OF_HOST ? `…${host.slice(1 - MOST_OF_HOST)}` : host

/** A client's name as a token may bear it: printable, and short. */
const nameOf = (text: string): string =>
  text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, 64)
    .trim() || 'a client'
