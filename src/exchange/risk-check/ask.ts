import { isBreakwaterError } from '../../domain/errors.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Reply } from '../../kraken/reply.ts'
import type { Body } from '../exchange.ts'

/** Reads the account; whatever keeps a read from being asked makes it a lost one. */
export type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

/** Asks a body. What its key may not do comes back in Kraken's own words for it, so that the two are told alike. */
export const askingOf =
  (body: Pick<Body, 'read'>): Ask =>
  async (endpoint, params) => {
    try {
      return await body.read(endpoint, params)
    } catch (caught) {
      return isBreakwaterError(caught) && caught.code === 'missing_permission'
        ? { kind: 'errors', errors: ['EGeneral:Permission denied'] }
        : { kind: 'lost', why: 'network' }
    }
  }

/** Tells whether the key was refused for what it may not do. */
export const isDenied = (reply: Reply): boolean =>
  reply.kind === 'errors' &&
  reply.errors.some((error) => /^(EGeneral:Permission denied|EAccount:Invalid permissions)/.test(error))
