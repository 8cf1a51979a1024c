import type { BreakwaterError } from '../../domain/errors.ts'
import { isBreakwaterError } from '../../domain/errors.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Reply } from '../../kraken/reply.ts'
import type { Body } from '../exchange.ts'

/** Reads of the account for one call: what cannot be read is a lost reply, and the last refusal for rate is kept. */
export interface AccountReads {
  /** Asks Kraken. */
  readonly ask: (endpoint: Endpoint, params: Params) => Promise<Reply>
  /** The same, or what was answered within the last seconds where nothing that we know of has changed it. */
  readonly recent: (endpoint: Endpoint) => Promise<Reply>
  /** Why something could not be read, where it was the rate budget. */
  readonly busy: () => BreakwaterError | undefined
}

/** Balances and positions are asked for at most so often; each question takes a point of the key's budget. */
const BELIEVED_MS = 10_000

interface Heard {
  readonly reply: Reply
  readonly at: number
  readonly version: number
}

/**
 * Keeps balances and positions for a few seconds, as long as no fill of ours was learnt: a fill that is not learnt yet
 * still counts as an open order, so that nothing is counted too small. `version` grows with every fill.
 */
export const createAccountReads = (
  body: Pick<Body, 'read'>,
  now: () => number,
  version: () => number,
): (() => AccountReads) => {
  const kept = new Map<string, Heard>()

  return () => {
    let held: BreakwaterError | undefined
    const ask = async (endpoint: Endpoint, params: Params): Promise<Reply> => {
      try {
        return await body.read(endpoint, params)
      } catch (reason) {
        if (isBreakwaterError(reason) && reason.kind === 'busy') held = reason
        return { kind: 'lost', why: 'network' }
      }
    }
    const recent = async (endpoint: Endpoint): Promise<Reply> => {
      const known = kept.get(endpoint.tool)
      const age = known ? now() - known.at : BELIEVED_MS
      if (known && known.version === version() && age >= 0 && age < BELIEVED_MS) return known.reply
      const [at, before] = [now(), version()]
      const reply = await ask(endpoint, {})
      if (reply.kind === 'result') kept.set(endpoint.tool, { reply, at, version: before })
      return reply
    }
    return { ask, recent, busy: () => held }
  }
}
