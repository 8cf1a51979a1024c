import type { Endpoint } from '../kraken/endpoint.ts'
import { GetApiKeyInfo } from '../kraken/endpoints/account/api-key.ts'
import type { Reply } from '../kraken/reply.ts'
import { metAnothersNonce } from './says.ts'

/**
 * Tells a doubled delivery from a second user: after a refused nonce the key's description is asked for, and only if that
 * is refused as well, or shows a higher nonce than ours, somebody else uses the key.
 */
export const createSuspicion = (ask: () => void, convict: () => void) => ({
  heard(endpoint: Endpoint, reply: Reply) {
    if (!metAnothersNonce(reply)) return
    if (endpoint === GetApiKeyInfo) convict()
    else ask()
  },
})
