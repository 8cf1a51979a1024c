import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { Sql } from './sql.ts'
import type { TokenBounds } from './token-bounds.ts'
import { TOKEN_REFUSALS as REFUSALS } from './token-refusals.ts'
import { insertToken, rowsOf, stoneOf } from './token-rows.ts'

/** What was revoked on this account: a stone in the books, or a wish of this life where none could be laid. */
export interface Revocations {
  /** Revokes a token for good; answers whether it is written. Never throws. */
  revoke(tokenId: string, by: string, now: number): boolean
  /** Throws `forbidden` (token_revoked) where the token, or one of its ancestors, was revoked. */
  mustStand(tokenId: string): void
  /** When the token, or one of its ancestors, was revoked, unix milliseconds; null where none was. */
  at(tokenId: string): number | null
}

interface RevocationsDeps {
  readonly sql: Sql
  readonly audit: Audit
  readonly lineOf: TokenBounds['lineOf']
}

export const createRevocations = ({ sql, audit, lineOf }: RevocationsDeps): Revocations => {
  const unsaved = new Map<string, { readonly by: string; readonly at: number }>()

  const stonesOf = (tokenId: string): readonly (number | null)[] =>
    rowsOf(sql, tokenId).map(({ revokedAt }) => revokedAt)

  const isRevoked = (tokenId: string): boolean => stonesOf(tokenId).some((at) => at !== null)

  const lay = (tokenId: string, by: string, now: number): void =>
    sql.transaction(() => {
      if (isRevoked(tokenId)) return
      insertToken(sql, stoneOf(tokenId, now), now)
      audit.write({ event: 'token.revoked', tokenId, subject: tokenId, facts: { by } }, now)
    })

  const save = (tokenId: string): boolean => {
    const wish = unsaved.get(tokenId)
    const saved = attempt(() => {
      if (wish) lay(tokenId, wish.by, wish.at)
      return true
    })
    if (saved) unsaved.delete(tokenId)
    return saved === true
  }

  return {
    revoke(tokenId, by, now) {
      unsaved.set(tokenId, { by, at: now })
      return save(tokenId)
    },
    mustStand(tokenId) {
      if (unsaved.has(tokenId)) {
        save(tokenId)
        throw REFUSALS.revoked()
      }
      // Who stands on another's word falls with it.
      for (const id of lineOf(tokenId).ids) if (unsaved.has(id) || isRevoked(id)) throw REFUSALS.revoked()
    },
    at(tokenId) {
      const { ids } = lineOf(tokenId)
      const atOnce = ids.map((id) => unsaved.get(id)?.at)
      // The id, or a parent's, may have been revoked before its token was ever seen.
      const stones = ids.flatMap(stonesOf)
      return [...atOnce, ...stones].find((at) => typeof at === 'number') ?? null
    },
  }
}
