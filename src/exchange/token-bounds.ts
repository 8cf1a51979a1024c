import type { Mandate } from '../domain/mandate/mandate.ts'
import { NOTHING, OPEN } from '../domain/mandate/presets.ts'
import type { Bound } from '../domain/risk/facts.ts'
import { attempt } from './attempt.ts'
import { OWNER_ID } from './owner-id.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import { familyIn, lineIn, type TokenLine } from './token-line.ts'
import { createOwnBounds } from './token-own-bounds.ts'
import { allTokens, heldToken } from './token-rows.ts'

/** Which mandates a token's calls stand before. None of it throws: what cannot be read allows nothing. */
export interface TokenBounds {
  /** The token's own mandate, each ancestor's (of an admin what it grants), and the owner's limits last. */
  boundsOf(tokenId: string): readonly Bound[]
  /** One word for all of these: another one as soon as any of them is another. */
  boundsKey(tokenId: string): string
  /** Every mandate in force on the account. */
  standing(now: number): readonly Bound[]
  /** A token's own mandate, where it has none what its exchange gives it. */
  mandateOf(tokenId: string): Mandate
  /** The ids of a token and of all its descendants that the account has seen. */
  familyOf(tokenId: string): readonly string[]
  /** The ids of a token and its ancestors, itself first; `broken` where one of them is not known. */
  lineOf(tokenId: string): TokenLine
  /** Something was written: what is remembered here may be old. */
  forget(): void
}

interface BoundsDeps {
  readonly sql: Sql
  readonly exchange: Settings['exchange']
  readonly ownerLimits: () => Mandate | undefined
}

export const createTokenBounds = ({ sql, exchange, ownerLimits }: BoundsDeps): TokenBounds => {
  const own = createOwnBounds(sql, exchange)
  const kept = new Map<string, { readonly bounds: readonly Bound[]; readonly key: string }>()

  const ownerBound = (): readonly Bound[] => {
    const limits = ownerLimits()
    if (!limits) return []
    const mandate = { ...OPEN, ...limits, grants: undefined }
    return [{ key: OWNER_ID, whose: 'owner', name: 'the owner’s limits', mandate, counts: 'account' }]
  }

  const read = (tokenId: string): readonly Bound[] => {
    const { ids, broken } = lineIn(sql, tokenId)
    return [
      own.ofToken(tokenId),
      ...ids.slice(1).flatMap(own.ofParent),
      ...(broken ? [closed(tokenId)] : []),
      ...ownerBound(),
    ]
  }

  const remembered = (tokenId: string) => {
    const known = kept.get(tokenId)
    if (known) return known
    const bounds = tokenId === OWNER_ID ? [] : attempt(() => read(tokenId))
    if (!bounds) return { bounds: [closed(tokenId)], key: 'unread' }
    const entry = { bounds, key: JSON.stringify(bounds.map(({ key, mandate }) => [key, mandate])) }
    kept.set(tokenId, entry)
    return entry
  }

  return {
    boundsOf: (tokenId) => remembered(tokenId).bounds,
    boundsKey: (tokenId) => remembered(tokenId).key,
    standing: (now) =>
      attempt(() => [
        ...ownerBound(),
        ...allTokens(sql)
          .filter(({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now))
          .flatMap(own.inForce),
      ]) ?? [],
    mandateOf: (tokenId) => attempt(() => own.mandateIn(heldToken(sql, tokenId))) ?? NOTHING,
    familyOf: (tokenId) => attempt(() => familyIn(sql, tokenId)) ?? [tokenId],
    lineOf: (tokenId) => lineIn(sql, tokenId),
    forget: () => kept.clear(),
  }
}

const closed = (tokenId: string): Bound => ({
  key: `${tokenId}/unread`,
  whose: 'parent',
  name: 'a mandate that cannot be read',
  mandate: NOTHING,
  counts: new Set([tokenId]),
})
