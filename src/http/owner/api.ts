import { hasScope, type Principal } from '../../auth/principal.ts'
import { openOwner } from '../../desk/owner.ts'
import type { ErrorKind } from '../../domain/codes.ts'
import { BreakwaterError } from '../../domain/errors.ts'
import { isRecord } from '../../domain/record.ts'
import { faultOf } from '../../mcp/failure.ts'
import { jsonOf, readText } from '../body.ts'
import type { Callers } from '../callers.ts'
import type { Door } from '../door.ts'
import type { Strangers } from '../limits/strangers.ts'
import { logCall } from '../log.ts'
import { challenge, onlyFor, refuse, type Status } from '../refusal.ts'
import { isForeign } from './origin.ts'

const MOST_BYTES = 64 * 1024

const STATUS: Readonly<Record<ErrorKind, Status>> = {
  invalid: 400,
  forbidden: 403,
  refused: 409,
  busy: 429,
  unavailable: 503,
  uncertain: 500,
  bug: 500,
}

/** `POST /owner/api/<command>`: opened by a token with the scope admin in the Authorization header, and by nothing else. */
export const ownerApi =
  (owners: Callers, strangers: Strangers) =>
  async (door: Door): Promise<Response> => {
    if (door.req.method !== 'POST') return onlyFor(door, 'POST')
    if (isForeign(door)) return refuse(door, 403, foreign())
    if (door.req.header('authorization') === undefined)
      return (await strangers.turnAway(door)) ?? challenge(door, noToken(), false)
    const caller = await owners(door)
    if ('refusal' in caller) return caller.refusal
    if (!hasScope(caller.principal, 'admin')) return refuse(door, 403, notTheOwner())
    const body = await readText(door.req.raw, MOST_BYTES)
    if (body === undefined) return refuse(door, 413, tooLarge())
    const params = body.length === 0 ? {} : jsonOf(body)
    if (!isRecord(params)) return refuse(door, 400, noObject())
    return run(door, caller.principal, params)
  }

const run = async (
  door: Door,
  principal: Principal,
  params: Readonly<Record<string, unknown>>,
): Promise<Response> => {
  const command = door.req.param('command') ?? ''
  const request = door.get('request')
  const began = Date.now()
  const log = (kind: ErrorKind | 'ok') =>
    logCall(door.get('settings'))({
      request,
      token: principal.tokenId,
      tool: `owner.${/^[a-z-]{1,30}$/.test(command) ? command : 'unknown'}`,
      outcome: kind,
      ms: Date.now() - began,
    })
  try {
    const answer = await openOwner({ bindings: door.env, principal, request }).run(command, params)
    log('ok')
    return door.json(answer)
  } catch (caught) {
    const fault = faultOf(caught, request)
    log(fault.kind)
    return refuse(door, STATUS[fault.kind], caught)
  }
}

const foreign = () =>
  new BreakwaterError('forbidden', 'foreign_origin', 'The owner’s door opens to no other origin.', {
    hint: 'Use `npm run token`, or a client that is no web page.',
  })

const noToken = () =>
  new BreakwaterError('forbidden', 'invalid_token', 'This door needs a token with the scope admin.', {
    hint: 'Mint one with `npm run token -- create NAME --scope admin` and send it as "Authorization: Bearer bw_…".',
  })

const notTheOwner = () =>
  new BreakwaterError('forbidden', 'missing_scope', 'This door needs a token with the scope admin.', {
    hint: 'Mint one with `npm run token -- create NAME --scope admin`.',
  })

const tooLarge = () =>
  new BreakwaterError('invalid', 'body_too_large', 'The body is larger than 64 KiB', { hint: 'Send less' })

const noObject = () =>
  new BreakwaterError('invalid', 'invalid_argument', 'The body is no JSON object.', {
    hint: 'Send an object with the command’s parameters, or no body.',
  })
