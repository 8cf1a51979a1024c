import { BreakwaterError } from '../domain/errors.ts'
import { faultOf } from '../mcp/failure.ts'
import { type Door, urlOf } from './door.ts'
import { RESOURCE_METADATA } from './oauth/paths.ts'

export type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503

/** Turns a request away in the house's own form. */
export const refuse = (door: Door, status: Status, caught: unknown): Response => {
  const fault = faultOf(caught, door.get('request'))
  if (fault.retryAfter !== undefined) door.header('Retry-After', String(fault.retryAfter))
  return door.json({ error: fault }, status)
}

/** A door that opens to one method alone. */
export const onlyFor = (door: Door, method: 'GET' | 'POST'): Response => {
  door.header('Allow', method)
  return refuse(
    door,
    405,
    new BreakwaterError('invalid', 'method_not_allowed', `This door opens to ${method} alone`, {
      hint:
        method === 'POST'
          ? 'MCP over HTTP sends each message as a POST; there is no stream to GET'
          : `Use ${method}`,
    }),
  )
}

/** Nothing is there. */
export const nothingHere = (door: Door): Response =>
  refuse(
    door,
    404,
    new BreakwaterError('invalid', 'not_found', 'There is no such door', {
      hint: 'Doors: /health, /ready, /mcp, /mcp/x/<toolsets>, /owner',
    }),
  )

/** Asks for a bearer token, or for a better one. RFC 6750 wants the challenge on every 401; RFC 9728 says where one is had. */
export const challenge = (door: Door, caught: unknown, presented: boolean): Response => {
  const error = presented ? ', error="invalid_token"' : ''
  door.header('WWW-Authenticate', `${bearerRealm(door)}, scope="read"${error}`)
  return refuse(door, 401, caught)
}

/** Asks a client that signed in to do so again, for a scope that its token lacks. */
export const stepUp = (door: Door, caught: unknown, scopes: readonly string[]): Response => {
  door.header(
    'WWW-Authenticate',
    `${bearerRealm(door)}, error="insufficient_scope", scope="${scopes.join(' ')}"`,
  )
  return refuse(door, 403, caught)
}

const bearerRealm = (door: Door): string =>
  `Bearer realm="breakwater", resource_metadata="${urlOf(door).origin}${RESOURCE_METADATA}"`
