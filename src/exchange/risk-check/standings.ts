import type { Bound } from '../../domain/risk/facts.ts'
import type { Clock } from '../clock.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { TokenBounds } from '../token-bounds.ts'
import type { Standing } from './documents.ts'

/** The documents whose limits are watched, and whom each of them counts. */
export interface Standings {
  all(): readonly Standing[]
  one(key: string): Standing | undefined
  /** The documents that a token's orders stand before; the account's state always counts. */
  keysOf(tokenId: string | undefined): readonly string[]
}

export const createStandings = (
  tokens: Pick<TokenBounds, 'standing' | 'boundsOf'>,
  clock: Pick<Clock, 'now'>,
): Standings => {
  const all = (): readonly Standing[] => withKeys(tokens.standing(clock.now()))
  return {
    all,
    one: (key) => all().find((standing) => standing.key === key),
    keysOf(tokenId) {
      const bounds = tokenId === undefined ? [] : tokens.boundsOf(tokenId)
      return [...new Set([OWNER_ID, ...bounds.flatMap(({ key }) => key ?? [])])]
    },
  }
}

const withKeys = (bounds: readonly Bound[]): readonly Standing[] =>
  bounds.flatMap((bound) => (bound.key === undefined ? [] : [{ ...bound, key: bound.key }]))
