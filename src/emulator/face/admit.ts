import { Refused } from '../../domain/matching/refused.ts'
import type { Endpoint } from '../../kraken/endpoint.ts'
import { isPrivate } from '../../kraken/endpoint.ts'
import { endpointAt } from '../../kraken/endpoints/all.ts'
import { invalid } from '../../kraken/trading/arguments.ts'
import { HANDLERS } from '../endpoints/handlers.ts'
import type { ApiKey, World } from '../world.ts'
import type { Arrival } from './arrival.ts'
import { charge, checkPermissions, takeNonce } from './caller.ts'
import type { RawParams } from './decode.ts'
import { counted, refuseLocked } from './lock-out.ts'
import { isSigned } from './signature.ts'

/** A call that passed the door: its row, its arguments and whose it is. */
export interface Admitted {
  readonly endpoint: Endpoint
  readonly params: RawParams
  readonly caller?: ApiKey
}

/** Who calls what: path, key, lock-out, signature, nonce, one-time password, permissions and rate, in this order. */
export const admit = (world: World, arrival: Arrival, now: number): Admitted => {
  const { params, method } = arrival
  const endpoint = endpointAt(arrival.url.pathname)
  if (!endpoint || !HANDLERS[endpoint.tool]) throw new Refused('EGeneral:Unknown method')
  if (!params) throw new Refused('EAPI:Bad request')
  if (!isPrivate(endpoint)) return { endpoint, params }
  if (method !== 'POST') throw new Refused('EAPI:Bad request')
  const caller = keyOf(world, arrival, now)
  counted(world, caller, now, () => authenticate(caller, arrival, params))
  caller.lastUsedAt = now
  if (caller.otp !== undefined && params.otp !== caller.otp) throw new Refused('EAPI:Invalid key')
  checkPermissions(caller, endpoint)
  charge(world, caller, endpoint, now)
  if (params.account_id !== undefined && params.account_id !== world.walletId) throw invalid('account_id')
  return { endpoint, params, caller }
}

const keyOf = (world: World, { headers }: Arrival, now: number): ApiKey => {
  const name = headers.get('API-Key') ?? ''
  const caller = Object.hasOwn(world.keys, name) ? world.keys[name] : undefined
  if (!caller || (caller.validUntil ?? Number.POSITIVE_INFINITY) <= now) throw new Refused('EAPI:Invalid key')
  refuseLocked(caller, now)
  return caller
}

const authenticate = (caller: ApiKey, { url, headers, body }: Arrival, params: RawParams): void => {
  const nonce = params.nonce === undefined ? '' : String(params.nonce)
  const path = url.pathname + url.search
  if (!isSigned(caller.secret, headers.get('API-Sign') ?? '', path, nonce, body))
    throw new Refused('EAPI:Invalid signature')
  takeNonce(caller, nonce)
}
