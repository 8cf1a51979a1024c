import { endToken } from '../../desk/owner-tokens.ts'
import { isRecord } from '../../domain/record.ts'
import { findConnector } from '../../store/connectors.ts'
import { keepUnproven } from '../../store/oauth-clients.ts'
import { readBody } from '../body.ts'
import { type Door, urlOf } from '../door.ts'
import { isForeignHost } from '../owner/origin.ts'
import { refuse } from '../refusal.ts'
import { bodyTooLarge, foreignName } from './faults.ts'
import { type Roles, rolesOf } from './provider.ts'
import { mindReplay } from './replays.ts'
import { resourceMetadata } from './resource.ts'

const MOST_BYTES = 64 * 1024
const MOST_BYTES_TO_REGISTER = 8 * 1024
const REGISTER = '/oauth/register'

/** `/.well-known/oauth-*` and the two endpoints of the library's own: tokens (with revocation) and registration. */
export const oauthDoor = async (door: Door): Promise<Response> => {
  if (isForeignHost(door)) return refuse(door, 403, foreignName())
  const { pathname } = urlOf(door)
  if (pathname.startsWith('/.well-known/oauth-protected-resource')) return resourceMetadata(door)
  const roles = await rolesOf(door)
  const most = pathname === REGISTER ? MOST_BYTES_TO_REGISTER : MOST_BYTES
  const body = await readBody(door.req.raw, most)
  if (!body) return refuse(door, 413, bodyTooLarge(most))
  const response = await answer(door, roles, body)
  if (pathname === REGISTER && response.ok) await keepRegistered(door, response)
  if (pathname === '/oauth/token') await afterwards(door, roles, body, response.ok)
  return response
}

const answer = (door: Door, { issuing, bindings }: Roles, body: Uint8Array): Promise<Response> => {
  const { method, headers, url } = door.req.raw
  const request = new Request(url, { method, headers, ...(body.length > 0 && { body }) })
  return issuing.fetch(request, bindings, door.executionCtx)
}

const keepRegistered = async (door: Door, response: Response): Promise<void> => {
  const said: unknown = await response.clone().json()
  if (isRecord(said) && typeof said.client_id === 'string')
    await keepUnproven(door.env.DB, said.client_id, Date.now()).catch(() => undefined)
}

const afterwards = async (
  door: Door,
  { bindings }: Roles,
  body: Uint8Array,
  isGranted: boolean,
): Promise<void> => {
  const form = new URLSearchParams(new TextDecoder().decode(body))
  // The library says yes to a revocation of anything: only a refresh that was granted shows that its token was good.
  const refreshed = form.get('grant_type') === 'refresh_token' ? form.get('refresh_token') : null
  // What cannot be noted must not lose the client its answer.
  if (refreshed !== null) await mindReplay(bindings.OAUTH_KV, refreshed, isGranted).catch(() => undefined)
  for (const name of ['token', 'code', 'refresh_token'])
    await endWithItsGrant(door, bindings, form.get(name) ?? '')
}

/**
 * A grant that ended here, since its client revoked it or a code or a refresh token was used twice, ends the row that it
 * stood for. Only the grant that the row was made with can do so, whatever a stranger writes into a form.
 */
const endWithItsGrant = async (door: Door, bindings: Roles['bindings'], credential: string) => {
  const [tokenId, grantId] = credential.split(':')
  if (!tokenId || !grantId) return
  const connector = await findConnector(bindings.DB, tokenId)
  if (connector?.grantId !== grantId) return
  if ((await bindings.OAUTH_KV.get(`grant:${tokenId}:${grantId}`)) !== null) return
  await endToken(bindings, tokenId, door.get('request'), Date.now())
}
