import type { Mandate } from '../domain/mandate/mandate.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import type { AccountCall, KnownToken, OwnerCall } from './port.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import { createAdmission } from './token-admission.ts'
import { createTokenBounds, type TokenBounds } from './token-bounds.ts'
import { copyToken } from './token-copy.ts'
import { createMeeting } from './token-meeting.ts'
import { needOf, needOfOwner } from './token-needs.ts'
import { TOKEN_REFUSALS as REFUSALS } from './token-refusals.ts'
import { createRevocations } from './token-revocations.ts'
import { heldToken, rowWith } from './token-rows.ts'
import type { SourceToken, TokenSource } from './token-source.ts'

/** The account's own word on its tokens, which holds whatever the database says, and when it says nothing. */
export interface TokenAuthority extends Omit<TokenBounds, 'forget' | 'lineOf'> {
  /**
   * Lets a call pass; a token that is seen for the first time is read from the database and copied, which alone is waited
   * for. Throws `forbidden` (token_revoked, token_expired, missing_scope, invalid_token) and `unavailable`
   * (tokens_unavailable). A storage that does not answer stands in the way of nothing that stops.
   */
  admit(call: Pick<AccountCall, 'tool' | 'token' | 'unchecked'>, now: number): Promise<void> | undefined
  /** The same for the owner's own commands, which want `admin`; what `isSafe` is also for one whom D1 has not vouched for. */
  admitOwner(
    call: Pick<OwnerCall, 'token' | 'unchecked'>,
    isSafe: boolean,
    now: number,
  ): Promise<void> | undefined
  /** Throws token_revoked: asked once more in the step in which an order is written down. */
  mustStand(tokenId: string): void
  known(hash: string): KnownToken | undefined
  /** A token as the account keeps it; of one that it has not seen it asks the database, which may reject. */
  look(tokenId: string): Promise<SourceToken | undefined>
  /**
   * Revokes a token for good, also one that never called, and with it its children. Where that cannot be written it holds
   * for this life, and is written as soon as the token calls and it can be; answers whether it is written. Never throws.
   */
  revoke(tokenId: string, by: string, now: number): boolean
  /** Puts another mandate in the place of a known token's; from then on it holds. Answers whether the token is known. */
  setMandate(tokenId: string, mandate: Mandate, by: string, now: number): boolean
  /** Whether an admin acts for the owner only as far as a mandate or a parent lets it. */
  isDelegate(tokenId: string): boolean
  /** When a token ends, itself or with an ancestor; unix milliseconds, null for never. */
  expiryOf(tokenId: string): number | null
  /** Takes a token into the books that was just minted. */
  enter(token: SourceToken, now: number): void
  /** The owner's limits are others. */
  forget(): void
}

interface AuthorityDeps {
  readonly sql: Sql
  readonly audit: Audit
  readonly clock: Clock
  readonly exchange: Settings['exchange']
  readonly ownerLimits: () => Mandate | undefined
  readonly source: TokenSource | undefined
}

export const createTokenAuthority = (deps: AuthorityDeps): TokenAuthority => {
  const { sql, audit } = deps
  const { forget, lineOf, ...bounds } = createTokenBounds(deps)
  const { revoke, mustStand, at: revokedAt } = createRevocations({ sql, audit, lineOf })
  const copy = copyToken({ sql, audit, forget })
  const meeting = createMeeting({ ...deps, copy })
  const endsOf = (tokenId: string): readonly (number | null)[] =>
    lineOf(tokenId).ids.map((id) => heldToken(sql, id)?.expiresAt ?? null)
  const admit = createAdmission({ sql, meeting, mustStand, endsOf, copy })

  return {
    ...bounds,
    forget,
    mustStand,
    look: meeting.look,
    admit: ({ tool, token, unchecked = false }, now) =>
      token ? admit(token, needOf(tool), unchecked, now) : undefined,
    admitOwner({ token, unchecked = false }, isSafe, now) {
      if (!token) throw REFUSALS.unknown()
      return admit(token, needOfOwner(isSafe), unchecked, now)
    },
    known(hash) {
      const held = rowWith(sql, hash)
      if (!held) return undefined
      const { mandate: _, parent: __, ...known } = held
      return { ...known, revokedAt: revokedAt(known.tokenId) }
    },
    revoke,
    setMandate: (tokenId, mandate, by, now) =>
      sql.transaction(() => {
        if (!heldToken(sql, tokenId)) return false
        writeMandate(sql, tokenId, mandate)
        audit.write({ event: 'token.mandate', tokenId, subject: tokenId, facts: { by, mandate } }, now)
        forget()
        return true
      }),
    isDelegate(tokenId) {
      const held = heldToken(sql, tokenId)
      return held !== undefined && (held.mandate !== null || held.parent !== null)
    },
    expiryOf(tokenId) {
      const ends = endsOf(tokenId).filter((at) => at !== null)
      return ends.length === 0 ? null : Math.min(...ends)
    },
    enter: copy,
  }
}

const writeMandate = (sql: Sql, tokenId: string, mandate: Mandate): void =>
  void sql.run(
    'UPDATE tokens SET mandate = ? WHERE token_id = ? AND revoked_at IS NULL',
    JSON.stringify(mandate),
    tokenId,
  )
