import type { Endpoint } from '../kraken/endpoint.ts'
import { endpointOf } from '../kraken/endpoints/all.ts'

/** What a call asks of the token that makes it. */
export interface Need {
  /** Any one of these opens it. */
  readonly scopes: readonly string[]
  readonly isStop: boolean
  /** Not for a caller whom the database has not vouched for. */
  readonly isGuarded: boolean
}

const READS = ['read', 'trade', 'funds']

/** What a tool needs: a row of Kraken's, or one of the house's own. */
export const needOf = (tool: string): Need => {
  const endpoint = endpointOf(tool)
  if (endpoint) return needOfRow(endpoint)
  // Of the house's own tools those that only look are named so; the others are switches.
  const looks = /^(get|list|check|calculate|explain)_/.test(tool)
  return { scopes: looks ? READS : ['trade'], isStop: !looks, isGuarded: false }
}

/** The owner's own commands want `admin`. */
export const needOfOwner = (isSafe: boolean): Need => ({
  scopes: ['admin'],
  isStop: isSafe,
  isGuarded: !isSafe,
})

const needOfRow = ({ effect, scope }: Endpoint): Need => {
  if (scope) return { scopes: [scope], isStop: false, isGuarded: true }
  if (effect === 'read') return { scopes: READS, isStop: false, isGuarded: false }
  if (effect === 'cancel') return { scopes: ['trade'], isStop: true, isGuarded: false }
  return { scopes: [effect === 'funds' ? 'funds' : 'trade'], isStop: false, isGuarded: true }
}
