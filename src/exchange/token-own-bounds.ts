import type { Mandate } from '../domain/mandate/mandate.ts'
import { parseMandate } from '../domain/mandate/parse.ts'
import { NOTHING, OPEN } from '../domain/mandate/presets.ts'
import type { Bound } from '../domain/risk/facts.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import { familyIn } from './token-line.ts'
import { type HeldToken, heldToken } from './token-rows.ts'

/** What one token's row says of whom; these read storage, and throw where that cannot be read. */
export interface OwnBounds {
  /** Its mandate; where it has none what its exchange gives it, and nothing where it cannot be understood. */
  mandateIn(token: HeldToken | undefined): Mandate
  /** The token's own mandate, for itself. */
  ofToken(tokenId: string): Bound
  /** For its descendants: an admin trades under its own mandate, and its children under what it grants. */
  ofParent(tokenId: string): readonly Bound[]
  /** Every mandate that its row puts in force. */
  inForce(token: HeldToken): readonly Bound[]
}

export const createOwnBounds = (sql: Sql, exchange: Settings['exchange']): OwnBounds => {
  const mandateIn = (token: HeldToken | undefined): Mandate => {
    if (!token || token.mandate === null) return exchange === 'kraken' ? NOTHING : OPEN
    const parsed = parseMandate(token.mandate)
    return parsed.ok ? parsed.mandate : NOTHING
  }

  const ownBound = (token: HeldToken | undefined, tokenId: string, whose: 'token' | 'parent'): Bound => ({
    key: tokenId,
    whose,
    name: token?.name || tokenId,
    mandate: mandateIn(token),
    ...(exchange === 'kraken' && !token?.mandate && whose === 'token' ? { absent: true } : {}),
    counts: new Set(familyIn(sql, tokenId)),
  })

  return {
    mandateIn,
    ofToken: (tokenId) => ownBound(heldToken(sql, tokenId), tokenId, 'token'),
    ofParent(tokenId) {
      const token = heldToken(sql, tokenId)
      const own = ownBound(token, tokenId, 'parent')
      if (!token?.scopes.includes('admin')) return [own]
      const granted = grantOf(own)
      return trades(token) ? [own, granted] : [granted]
    },
    inForce(token) {
      const own = ownBound(token, token.tokenId, 'token')
      return [...(trades(token) ? [own] : []), ...(token.scopes.includes('admin') ? [grantOf(own)] : [])]
    },
  }
}

const trades = ({ scopes }: HeldToken): boolean => scopes.includes('trade') || scopes.includes('funds')

const grantOf = (own: Bound): Bound => ({
  ...own,
  key: `${own.key}/grants`,
  name: `what ${own.name} grants`,
  mandate: own.mandate.grants ?? NOTHING,
  absent: undefined,
})
