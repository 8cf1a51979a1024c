import type { Mandate } from '../domain/mandate/mandate.ts'
import { parseMandate } from '../domain/mandate/parse.ts'
import { NOTHING, OPEN } from '../domain/mandate/presets.ts'
import type { Bound } from '../domain/risk/facts.ts'
import { attempt } from './attempt.ts'
import { OWNER_ID } from './owner-id.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import { allTokens, childrenOf, type HeldToken, heldToken } from './token-rows.ts'

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
  lineOf(tokenId: string): { readonly ids: readonly string[]; readonly broken: boolean }
  /** Something was written: what is remembered here may be old. */
  forget(): void
}

interface BoundsDeps {
  readonly sql: Sql
  readonly exchange: Settings['exchange']
  readonly ownerLimits: () => Mandate | undefined
}

/** Longer lines are taken for a ring that somebody has tied. */
const LONGEST_LINE = 32

export const createTokenBounds = ({ sql, exchange, ownerLimits }: BoundsDeps): TokenBounds => {
  const kept = new Map<string, { readonly bounds: readonly Bound[]; readonly key: string }>()

  const mandateIn = (token: HeldToken | undefined): Mandate => {
    if (!token || token.mandate === null) return exchange === 'kraken' ? NOTHING : OPEN
    const parsed = parseMandate(token.mandate)
    return parsed.ok ? parsed.mandate : NOTHING
  }

  const familyOf = (tokenId: string): readonly string[] => {
    const family = new Set([tokenId])
    for (const id of family) for (const child of childrenOf(sql, id)) family.add(child)
    return [...family]
  }

  const lineOf = (tokenId: string) => {
    const ids: string[] = []
    for (let id: string | null = tokenId; id !== null; ) {
      if (ids.includes(id) || ids.length >= LONGEST_LINE) return { ids, broken: true }
      ids.push(id)
      const token: HeldToken | undefined = heldToken(sql, id)
      if (!token && ids.length > 1) return { ids, broken: true }
      id = token?.parent ?? null
    }
    return { ids, broken: false }
  }

  const ownBound = (token: HeldToken | undefined, tokenId: string, whose: 'token' | 'parent'): Bound => ({
    key: tokenId,
    whose,
    name: token?.name || tokenId,
    mandate: mandateIn(token),
    ...(exchange === 'kraken' && !token?.mandate && whose === 'token' ? { absent: true } : {}),
    counts: new Set(familyOf(tokenId)),
  })

  // An admin trades under its own mandate, and its children under what it grants.
  const boundsOfParent = (tokenId: string): readonly Bound[] => {
    const token = heldToken(sql, tokenId)
    const own = ownBound(token, tokenId, 'parent')
    if (!token?.scopes.includes('admin')) return [own]
    const granted = grantOf(own)
    return trades(token) ? [own, granted] : [granted]
  }

  const ownerBound = (): readonly Bound[] => {
    const limits = ownerLimits()
    if (!limits) return []
    const mandate = { ...OPEN, ...limits, grants: undefined }
    return [{ key: OWNER_ID, whose: 'owner', name: 'the owner’s limits', mandate, counts: 'account' }]
  }

  const read = (tokenId: string): readonly Bound[] => {
    const { ids, broken } = lineOf(tokenId)
    return [
      ownBound(heldToken(sql, tokenId), tokenId, 'token'),
      ...ids.slice(1).flatMap(boundsOfParent),
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
          .flatMap((token) => {
            const own = ownBound(token, token.tokenId, 'token')
            return [
              ...(trades(token) ? [own] : []),
              ...(token.scopes.includes('admin') ? [grantOf(own)] : []),
            ]
          }),
      ]) ?? [],
    mandateOf: (tokenId) => attempt(() => mandateIn(heldToken(sql, tokenId))) ?? NOTHING,
    familyOf: (tokenId) => attempt(() => familyOf(tokenId)) ?? [tokenId],
    lineOf,
    forget: () => kept.clear(),
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

const closed = (tokenId: string): Bound => ({
  key: `${tokenId}/unread`,
  whose: 'parent',
  name: 'a mandate that cannot be read',
  mandate: NOTHING,
  counts: new Set([tokenId]),
})
