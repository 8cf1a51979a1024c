import { isBreakwaterError } from '../domain/errors.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import type { AccountCall, KnownToken, OwnerCall, TokenCopy } from './port.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import { createTokenBounds, type TokenBounds } from './token-bounds.ts'
import { createMeeting, type Met } from './token-meeting.ts'
import { type Need, needOf, needOfOwner } from './token-needs.ts'
import { TOKEN_REFUSALS as REFUSALS } from './token-refusals.ts'
import { heldToken, insertToken, rowsOf, rowWith, stoneOf } from './token-rows.ts'
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
  const unsaved = new Map<string, { by: string; at: number }>()

  const save = (tokenId: string): boolean => {
    const wish = unsaved.get(tokenId)
    const saved = attempt(() => {
      if (wish) lay(tokenId, wish.by, wish.at)
      return true
    })
    if (saved) unsaved.delete(tokenId)
    return saved === true
  }

  const lay = (tokenId: string, by: string, now: number): void =>
    sql.transaction(() => {
      if (isRevoked(tokenId)) return
      insertToken(sql, stoneOf(tokenId, now), now)
      audit.write({ event: 'token.revoked', tokenId, subject: tokenId, facts: { by } }, now)
    })

  const isRevoked = (tokenId: string): boolean =>
    rowsOf(sql, tokenId).some(({ revokedAt }) => revokedAt !== null)

  const mustStand = (tokenId: string): void => {
    if (unsaved.has(tokenId)) {
      save(tokenId)
      throw REFUSALS.revoked()
    }
    // Who stands on another's word falls with it.
    for (const id of lineOf(tokenId).ids) if (unsaved.has(id) || isRevoked(id)) throw REFUSALS.revoked()
  }

  const copy = (token: SourceToken, now: number): void =>
    sql.transaction(() => {
      if (rowWith(sql, token.hash)) return
      insertToken(sql, token, now)
      const { tokenId, name, scopes, expiresAt, parent } = token
      const facts = { name, scopes, expiresAt, ...(parent === null ? {} : { parent }) }
      audit.write({ event: 'token.known', tokenId, subject: tokenId, facts }, now)
      forget()
    })

  const meeting = createMeeting({ ...deps, copy })

  const expiries = (tokenId: string): readonly (number | null | undefined)[] =>
    lineOf(tokenId).ids.map((id) => heldToken(sql, id)?.expiresAt)

  /** What holds for this call: our copy, made now if the token was never seen. */
  const standing = (token: TokenCopy, met: Met, now: number): TokenCopy => {
    mustStand(token.tokenId)
    const known = rowWith(sql, token.hash)
    if (expiries(token.tokenId).some((at) => at != null && at <= now)) throw REFUSALS.expired()
    if (known) return known
    if (met === 'absent') throw REFUSALS.unknown()
    if (met === 'new') copy({ ...token, revokedAt: null, mandate: null, parent: null }, now)
    return token
  }

  const pass = (token: TokenCopy, need: Need, unchecked: boolean, met: Met, now: number): void => {
    const held = need.isStop ? heldAnyway(() => standing(token, met, now), token) : standing(token, met, now)
    if (held.expiresAt !== null && held.expiresAt <= now) throw REFUSALS.expired()
    if (!need.scopes.some((scope) => held.scopes.includes(scope))) throw REFUSALS.missingScope(need.scopes)
    if (need.isGuarded && (unchecked || met === 'unread')) throw REFUSALS.cannotBeChecked()
  }

  const admit = (
    token: TokenCopy,
    need: Need,
    unchecked: boolean,
    now: number,
  ): Promise<void> | undefined => {
    const met = meeting.begin(token, unchecked, need.isStop)
    if (typeof met === 'string') return void pass(token, need, unchecked, met, now)
    return met.then((came) => pass(token, need, unchecked, came, now))
  }

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
      const ids = lineOf(known.tokenId).ids
      const atOnce = ids.map((id) => unsaved.get(id)?.at)
      // The id, or a parent's, may have been revoked before its token was ever seen.
      const stones = ids.flatMap((id) => rowsOf(sql, id)).map(({ revokedAt }) => revokedAt)
      return { ...known, revokedAt: [...atOnce, ...stones].find((at) => typeof at === 'number') ?? null }
    },
    revoke(tokenId, by, now) {
      unsaved.set(tokenId, { by, at: now })
      return save(tokenId)
    },
    setMandate: (tokenId, mandate, by, now) =>
      sql.transaction(() => {
        if (!heldToken(sql, tokenId)) return false
        sql.run(
          'UPDATE tokens SET mandate = ? WHERE token_id = ? AND revoked_at IS NULL',
          JSON.stringify(mandate),
          tokenId,
        )
        audit.write({ event: 'token.mandate', tokenId, subject: tokenId, facts: { by, mandate } }, now)
        forget()
        return true
      }),
    isDelegate(tokenId) {
      const held = heldToken(sql, tokenId)
      return held !== undefined && (held.mandate !== null || held.parent !== null)
    },
    expiryOf(tokenId) {
      const ends = expiries(tokenId).filter((at) => typeof at === 'number')
      return ends.length === 0 ? null : Math.min(...ends)
    },
    enter: copy,
  }
}

// The database has vouched for who stops; a disk that cannot be read must not undo that. A refusal of ours stands.
const heldAnyway = (look: () => TokenCopy, token: TokenCopy): TokenCopy => {
  try {
    return look()
  } catch (caught) {
    if (isBreakwaterError(caught)) throw caught
    return token
  }
}
