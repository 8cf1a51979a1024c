import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createApp } from '../../../src/http/app.ts'
import { message, ORIGIN } from '../a-caller.ts'

export const PASSPHRASE = 'correct horse battery'
export const CIMD_ID = 'https://client.example/oauth/client.json'
export const CALLBACK = 'https://claude.ai/api/mcp/auth_callback'

/** What the document behind a client's id says; the network of the tests hands it out. */
export const CIMD_DOCUMENT = {
  client_id: CIMD_ID,
  client_name: 'Claude',
  redirect_uris: [CALLBACK, 'https://claude.com/api/mcp/auth_callback', 'http://localhost/callback'],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
}

/** A server with a passphrase, and a browser's cookies for it. */
export const aServer = (settings: Record<string, string> = {}, address = '198.51.100.1') => {
  const app = createApp()
  const bindings = { ...env, STRANGERS: undefined, OWNER_PASSPHRASE: PASSPHRASE, ...settings }
  const cookies = new Map<string, string>()

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const context = createExecutionContext()
    const headers = { 'cf-connecting-ip': address, ...Object(init.headers) }
    const request = new Request(new URL(path, ORIGIN), { redirect: 'manual', ...init, headers })
    const response = await app.fetch(request, bindings, context)
    await waitOnExecutionContext(context)
    return response
  }

  /** As a browser would: with the cookies that it was given. */
  const browse = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await ask(path, {
      ...init,
      headers: { ...Object(init.headers), ...(cookie && { cookie }) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }

  return { ask, browse, cookies, bindings }
}

export type Server = ReturnType<typeof aServer>

const form = (fields: Record<string, string>, headers: object = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})

/** Registers a client dynamically and returns its id. */
export const register = async (server: Server, changes: object = {}) => {
  const response = await server.ask('/oauth/register', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'A script',
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: 'none',
      ...changes,
    }),
  })
  return { status: response.status, body: Object(await response.json()) }
}

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

export const VERIFIER = 'a-verifier-of-forty-three-characters-or-more-0'

const challenge = async () =>
  base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(VERIFIER)))

/** The path that a client opens in the owner's browser. */
export const authorizePath = async (clientId: string, changes: Record<string, string | undefined> = {}) => {
  const all: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: CALLBACK,
    scope: 'read',
    state: 'the-state',
    code_challenge: await challenge(),
    code_challenge_method: 'S256',
    resource: `${ORIGIN}/mcp`,
    ...changes,
  }
  const given = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return `/authorize?${new URLSearchParams(given)}`
}

export const handleIn = (html: string): string => /name="handle" value="([^"]+)"/.exec(html)?.[1] ?? ''

export const CHOICE = {
  decision: 'grant',
  account: 'live',
  paper: 'main',
  mandate: 'open',
  document: '',
  scope: 'mandate',
  lifetime: '90d',
}

/** Opens the page and answers its form. */
export const consent = async (server: Server, path: string, changes: Record<string, string> = {}) => {
  const page = await server.browse(path)
  const html = await page.text()
  const fields = { ...CHOICE, handle: handleIn(html), passphrase: PASSPHRASE, ...changes }
  const answer = await server.browse(path, form(fields, { origin: ORIGIN }))
  return { page, html, answer, location: answer.headers.get('location') ?? '' }
}

/** Asks the token endpoint, as a public client does. */
export const tokens = async (server: Server, fields: Record<string, string>) => {
  const response = await server.ask('/oauth/token', form({ resource: `${ORIGIN}/mcp`, ...fields }))
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : Object(JSON.parse(text)) }
}

export const exchange = (
  server: Server,
  clientId: string,
  code: string,
  changes: Record<string, string> = {},
) =>
  tokens(server, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    ...changes,
  })

export const refresh = (server: Server, clientId: string, token: string) =>
  tokens(server, { grant_type: 'refresh_token', client_id: clientId, refresh_token: token })

export const revoke = (server: Server, clientId: string, token: string) =>
  tokens(server, { client_id: clientId, token })

/** From the first click to the tokens. */
export const signIn = async (server: Server, clientId: string, changes: Record<string, string> = {}) => {
  const { location } = await consent(server, await authorizePath(clientId), changes)
  const code = new URL(location).searchParams.get('code') ?? ''
  const { body } = await exchange(server, clientId, code)
  return { code, access: String(body.access_token), refresh: String(body.refresh_token), body }
}

/** Calls a tool with whatever bearer. */
export const callTool = async (server: Server, bearer: string, name: string, args: object = {}) => {
  const init = message('tools/call', { name, arguments: args })
  const headers = { ...Object(init.headers), authorization: `Bearer ${bearer}` }
  const response = await server.ask('/mcp/x/all', { ...init, headers })
  const text = await response.text()
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text
  return { status: response.status, headers: response.headers, body: JSON.parse(data) }
}
