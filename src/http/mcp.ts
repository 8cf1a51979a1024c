import type { Principal } from '../auth/principal.ts'
import { openDesk } from '../desk/open.ts'
import { BreakwaterError } from '../domain/errors.ts'
import { answerMcp } from '../mcp/handler.ts'
import { answerPlainCall } from '../mcp/plain-call.ts'
import { MCP_PATH, MOST_BYTES } from '../mcp/reception.ts'
import { type View, viewOf } from '../mcp/view.ts'
import { TOOLSET_NAMES } from '../tools/toolsets.ts'
import { jsonOf, readText } from './body.ts'
import type { Callers } from './callers.ts'
import { type Door, urlOf } from './door.ts'
import { hinted } from './hinted.ts'
import { keepAlive } from './keep-alive.ts'
import { countCall } from './limits/calls.ts'
import type { Leases } from './limits/leases.ts'
import { localNames } from './local-names.ts'
import { logCall } from './log.ts'
import { scopesToAsk } from './oauth/step-up.ts'
import { pageOrigin } from './over-https.ts'
import { onlyFor, refuse, stepUp } from './refusal.ts'

/** The door of MCP: who, what of the catalogue, and a body of sane size; then the protocol takes over. */
export const mcpDoor =
  (callers: Callers, leases: Leases) =>
  async (door: Door): Promise<Response> => {
    if (door.req.method !== 'POST') return onlyFor(door, 'POST')
    const caller = await callers(door)
    if ('refusal' in caller) return caller.refusal
    const path = viewOf(urlOf(door).pathname.replaceAll(/%2c/gi, ','))
    if ('unknown' in path) return refuse(door, 404, unknownPath(path.unknown))
    const body = await readText(door.req.raw, MOST_BYTES)
    if (body === undefined) return refuse(door, 413, TOO_LARGE())
    const message = jsonOf(body)
    if (Array.isArray(message)) return refuse(door, 400, BATCH())
    const more = scopesToAsk(caller.principal, message)
    if (more) return stepUp(door, TOO_WEAK(), more)
    const { refusal, headers } = await countCall(door, leases, caller.principal, message, Date.now())
    if (refusal) return refusal
    const response = await speak(door, caller.principal, path.view, { body, message })
    for (const [header, value] of headers) response.headers.set(header, value)
    return response
  }

/** A body as it came, and as the JSON it is; `message` is undefined where it is none. */
interface Sent {
  readonly body: string
  readonly message: unknown
}

const speak = async (door: Door, principal: Principal, view: View, sent: Sent): Promise<Response> => {
  const settings = door.get('settings')
  const request = door.get('request')
  const url = urlOf(door)
  const desk = openDesk({
    bindings: door.env,
    settings,
    principal,
    request,
    origin: pageOrigin(door),
    keepAlive: keepAlive(door),
  })
  const session = { desk, view, request, log: logCall(settings) }
  const hostnames = settings.runsLocally ? localNames(url.hostname) : undefined
  const reception = { url, hostnames, message: sent.message }
  const plain = await answerPlainCall(door.req.raw.headers, session, reception)
  if (plain) return plain
  const response = await answerMcp(forwarded(door, sent), session, reception)
  return hinted(response, sent.message !== undefined)
}

/**
 * The request as the protocol may see it: on its one path, without the query and the credential that let it in. A body
 * that has been read as JSON does not travel twice, and a caller who hangs up interrupts nothing that has begun.
 */
const forwarded = (door: Door, { body, message }: Sent): Request => {
  const { method, headers } = door.req.raw
  const { origin, host } = urlOf(door)
  const request = new Request(`${origin}${MCP_PATH}`, {
    method,
    headers,
    ...(message === undefined && { body }),
  })
  request.headers.delete('authorization')
  // Over HTTP the URL's host is the Host header; a call within the process brings the URL alone.
  if (!request.headers.has('host')) request.headers.set('host', host)
  return request
}

const unknownPath = (unknown: readonly string[]) => {
  const words = unknown.filter((word) => /^[\w-]{1,30}$/.test(word))
  return new BreakwaterError(
    'invalid',
    'not_found',
    words.length > 0 ? `Unknown in this URL: ${words.join(', ')}` : 'There is no such door',
    {
      hint: 'Use /mcp, or /mcp/x/<toolset,…>[/readonly][/typed]',
      details: { toolsets: [...TOOLSET_NAMES, 'all'] },
    },
  )
}

const TOO_LARGE = () =>
  new BreakwaterError('invalid', 'body_too_large', 'The body is larger than 1 MiB', {
    hint: 'Send less in one call',
  })

const BATCH = () =>
  new BreakwaterError('invalid', 'batch_refused', 'The body is a batch; calls come one by one', {
    hint: 'Send each JSON-RPC message as a POST of its own',
  })

const TOO_WEAK = () =>
  new BreakwaterError('forbidden', 'missing_scope', 'The tool needs a scope that this token does not have', {
    hint: 'Sign in again; the owner decides what to grant',
  })
