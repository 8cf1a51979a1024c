import { type Door, urlOf } from '../door.ts'
import { SCOPES_WANTED } from './scopes.ts'

const METHODS = 'GET, HEAD, OPTIONS'

/**
 * Where a client reads which server gives tokens out for this one (RFC 9728). Every URL of ours is the one resource: a client
 * that was given toolsets in its URL asks for their path. A test holds it to what the library's own resource server says;
 * that one weighs more than a kilobyte, and this document needs no library loaded.
 */
export const resourceMetadata = (door: Door): Response => {
  const { method } = door.req
  const headers = new Headers(corsOf(door.req.header('Origin')))
  if (method === 'OPTIONS')
    return new Response(null, { status: 204, headers: put(headers, 'Content-Length', '0') })
  if (method !== 'GET' && method !== 'HEAD')
    return new Response(null, { status: 405, headers: put(headers, 'Allow', METHODS) })
  put(put(headers, 'Cache-Control', 'no-store'), 'Pragma', 'no-cache')
  put(headers, 'Content-Type', 'application/json')
  return new Response(method === 'HEAD' ? null : JSON.stringify(documentOf(urlOf(door).origin)), { headers })
}

const documentOf = (origin: string) => ({
  resource: `${origin}/mcp`,
  authorization_servers: [origin],
  scopes_supported: SCOPES_WANTED,
  bearer_methods_supported: ['header'],
  resource_name: 'Breakwater',
})

const corsOf = (origin: string | undefined): Record<string, string> =>
  origin === undefined
    ? {}
    : {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': '*',
        'Access-Control-Allow-Headers': 'Authorization, *',
        'Access-Control-Max-Age': '86400',
        'Access-Control-Expose-Headers': 'WWW-Authenticate, Retry-After',
        Vary: 'Origin',
      }

const put = (headers: Headers, name: string, value: string): Headers => {
  headers.set(name, value)
  return headers
}
