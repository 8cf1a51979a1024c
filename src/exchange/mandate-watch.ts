import { BreakwaterError } from '../domain/errors.ts'
import type { Approved } from './rails.ts'
import type { TokenAuthority } from './token-authority.ts'

/** Remembers under which mandates a call was judged: it may wait in the queue while its owner writes others. */
export interface MandateWatch {
  judged(call: Approved, tokenId: string): void
  /** Throws `refused` (mandate_changed) where the call stands under other mandates now. */
  mustHold(call: Approved, tokenId: string): void
}

export const createMandateWatch = (tokens: Pick<TokenAuthority, 'boundsKey'>): MandateWatch => {
  const keys = new WeakMap<Approved, string>()
  return {
    judged: (call, tokenId) => void keys.set(call, tokens.boundsKey(tokenId)),
    mustHold(call, tokenId) {
      const key = keys.get(call)
      if (key !== undefined && key !== tokens.boundsKey(tokenId)) throw changed()
    },
  }
}

const changed = () =>
  new BreakwaterError(
    'refused',
    'mandate_changed',
    'The owner changed the mandate while this call waited; it was not sent.',
    { hint: 'Look with get_mandate, then send it again if it still fits.' },
  )
