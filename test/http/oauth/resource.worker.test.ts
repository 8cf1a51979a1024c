import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { OAuthResourceServer } from '@cloudflare/workers-oauth-provider'
import { Hono } from 'hono/tiny'
import { expect, test } from 'vitest'
import { resourceMetadata } from '../../../src/http/oauth/resource.ts'
import { SCOPES_WANTED } from '../../../src/http/oauth/scopes.ts'

const ORIGIN = 'https://breakwater.example'
const PATH = '/.well-known/oauth-protected-resource/mcp'

const library = new OAuthResourceServer({
  resourceMetadata: {
    resource: `${ORIGIN}/mcp`,
    authorization_servers: [ORIGIN],
    resource_name: 'Breakwater',
  },
  requiredScopes: SCOPES_WANTED,
  validateToken: () => async () => null,
  handler: { fetch: () => new Response(null, { status: 404 }) },
})

const told = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
})

test.each(
  ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'].flatMap((method) => [
    [method, {}],
    [method, { Origin: 'https://client.example' }],
  ]),
)(
  '%s of the resource’s document, with %j, is answered as the OAuth library would',
  async (method, headers) => {
    const request = () =>
      new Request(`${ORIGIN}${PATH}`, { method: String(method), headers: Object(headers) })
    const ours = await new Hono().all(PATH, (door) => resourceMetadata(door as never)).fetch(request())
    const theirs = await library.fetch(request(), env, createExecutionContext())
    expect(await told(ours)).toEqual(await told(theirs))
  },
)
