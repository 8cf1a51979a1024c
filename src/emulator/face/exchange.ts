import { type Endpoint, isPrivate } from '../../kraken/endpoint.ts'
import { endpointAt } from '../../kraken/endpoints/all.ts'
import { KrakenRefusal, type Market } from '../call.ts'
import { HANDLERS } from '../endpoints/handlers.ts'
import { advance } from '../trading/advance.ts'
import type { ApiKey, World } from '../world.ts'
import { charge, checkPermissions, takeNonce } from './caller.ts'
import { type Decoded, decode, type RawParams } from './decode.ts'
import { errorOf, resultOf, zipOf } from './envelope.ts'
import { type Log, loggable } from './log.ts'
import { isSigned } from './signature.ts'
import { checkStatus } from './status-gate.ts'

/** One HTTP request, read to its end. `path` as it was signed: with its query. */
export interface Arrival {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array
}

/** Answers one request on Kraken's own paths, at `now`. */
export const answerCall = async (
  world: World,
  market: Market,
  log: Log,
  arrival: Arrival,
  now: number,
): Promise<Response> => {
  const { url, body, headers } = arrival
  const decoded = decode(url.searchParams, new TextDecoder().decode(body), headers.get('content-type') ?? '')
  const params = decoded.ok ? decoded.params : {}
  let processed = false
  const note = (error?: string) =>
    log.write({
      at: now,
      path: url.pathname,
      ...nonceIn(params),
      params: loggable(params),
      ...(error ? { error } : {}),
      processed,
    })
  try {
    const { endpoint, caller } = await admit(world, arrival, decoded, params, now)
    if (caller) {
      advance(world, market, now)
      checkStatus(world, endpoint, params)
    }
    processed = true
    const result = HANDLERS[endpoint.tool]?.({
      world,
      market,
      endpoint,
      params,
      now,
      ...(caller ? { caller } : {}),
    })
    note()
    return result instanceof Uint8Array ? zipOf(new Uint8Array(result), now) : resultOf(result, now)
  } catch (caught) {
    if (caught instanceof KrakenRefusal) {
      note(caught.error)
      return errorOf(caught.error, now)
    }
    note(`broken: ${caught instanceof Error ? (caught.stack ?? caught.message) : String(caught)}`)
    return errorOf('EGeneral:Internal error', now)
  }
}

const nonceIn = ({ nonce }: RawParams) => (nonce === undefined ? {} : { nonce: String(nonce) })

/** Who calls what: path, key, signature, nonce, one-time password, permissions and rate, in this order. */
const admit = async (
  world: World,
  arrival: Arrival,
  decoded: Decoded,
  params: RawParams,
  now: number,
): Promise<{ endpoint: Endpoint; caller?: ApiKey }> => {
  const endpoint = endpointAt(arrival.url.pathname)
  if (!endpoint || !HANDLERS[endpoint.tool]) throw new KrakenRefusal('EGeneral:Unknown method')
  if (!decoded.ok) throw new KrakenRefusal('EAPI:Bad request')
  if (!isPrivate(endpoint)) return { endpoint }
  if (arrival.method !== 'POST') throw new KrakenRefusal('EAPI:Bad request')
  const caller = await callerOf(world, arrival, params)
  takeNonce(caller, String(params.nonce))
  caller.lastUsedAt = now
  if (caller.otp !== undefined && params.otp !== caller.otp) throw new KrakenRefusal('EAPI:Invalid key')
  checkPermissions(caller, endpoint)
  charge(world, caller, endpoint.cost.counter, now)
  if (params.account_id !== undefined && params.account_id !== world.walletId)
    throw new KrakenRefusal('EGeneral:Invalid arguments:account_id')
  return { endpoint, caller }
}

const callerOf = async (
  world: World,
  { url, headers, body }: Arrival,
  params: RawParams,
): Promise<ApiKey> => {
  const name = headers.get('API-Key') ?? ''
  const caller = Object.hasOwn(world.keys, name) ? world.keys[name] : undefined
  if (!caller) throw new KrakenRefusal('EAPI:Invalid key')
  const nonce = params.nonce === undefined ? '' : String(params.nonce)
  const path = url.pathname + url.search
  if (!(await isSigned(caller.secret, headers.get('API-Sign') ?? '', path, nonce, body)))
    throw new KrakenRefusal('EAPI:Invalid signature')
  if (nonce === '') throw new KrakenRefusal('EAPI:Invalid nonce')
  return caller
}
