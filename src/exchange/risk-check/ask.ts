import { isBreakwaterError } from '../../domain/errors.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Reply } from '../../kraken/reply.ts'
import type { Background } from '../background.ts'
import { type Clock, sleep } from '../clock.ts'
import type { Body } from '../exchange.ts'

/** Reads the account; whatever keeps a read from being asked makes it a lost one. */
export type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

// A paper account has no Earn and no wallets: what it cannot be asked for is not there to be counted.
const DENIED: ReadonlySet<string> = new Set(['missing_permission', 'paper_unsupported'])

/** Asks a body. What its key may not do comes back in Kraken's own words for it, so that the two are told alike. */
export const askingOf =
  (body: Pick<Body, 'read'>): Ask =>
  async (endpoint, params) => {
    try {
      return await body.read(endpoint, params)
    } catch (caught) {
      return isBreakwaterError(caught) && DENIED.has(caught.code)
        ? { kind: 'errors', errors: ['EGeneral:Permission denied'] }
        : { kind: 'lost', why: 'network' }
    }
  }

/** Work that nobody waits for, and that may take its time. */
export interface Patient {
  /** Asks within the background's share of the budget; what does not fit in time comes back as lost. */
  readonly ask: Ask
  /** Waits until calls of so many points fit; false where that takes too long. */
  fits(points: number): Promise<boolean>
}

/** Asks within the background's share, and waits for it, all the calls of one reading together no longer than `patienceMs`. */
export const patiently = (
  ask: Ask,
  background: Pick<Background, 'asking' | 'msUntilFits'>,
  clock: Clock,
  patienceMs: number,
): Patient => {
  const asking = background.asking(ask)
  const until = clock.now() + patienceMs
  const fits = async (points: number): Promise<boolean> => {
    // What others take meanwhile makes it longer.
    for (let ms = background.msUntilFits(points); ms > 0; ms = background.msUntilFits(points)) {
      if (clock.now() + ms > until) return false
      await sleep(clock, ms)
    }
    return true
  }
  return {
    fits,
    async ask(endpoint, params) {
      await fits(endpoint.cost.counter)
      return asking(endpoint, params)
    },
  }
}

/** Tells whether the key was refused for what it may not do. */
export const isDenied = (reply: Reply): boolean =>
  reply.kind === 'errors' &&
  reply.errors.some((error) => /^(EGeneral:Permission denied|EAccount:Invalid permissions)/.test(error))
