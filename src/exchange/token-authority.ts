import { BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import type { Endpoint } from '../kraken/endpoint.ts'
import { endpointOf } from '../kraken/endpoints/all.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { AccountCall, KnownToken, OwnerCall, TokenCopy } from './port.ts'
import type { Sql, SqlRow } from './sql.ts'

/** The account's own word on its tokens, which holds whatever the database says, and when it says nothing. */
export interface TokenAuthority {
  /**
   * Lets a call pass, and copies a token that is seen for the first time. Throws `forbidden` (token_revoked,
   * token_expired, missing_scope, invalid_token) and `unavailable` (tokens_unavailable). A storage that does not answer
   * stands in the way of nothing that stops.
   */
  admit(call: Pick<AccountCall, 'tool' | 'token' | 'unchecked'>, now: number): void
  /** The same for the owner's own commands, which want `admin`; what `isSafe` is also for one whom D1 has not vouched for. */
  admitOwner(call: Pick<OwnerCall, 'token' | 'unchecked'>, isSafe: boolean, now: number): void
  /** Throws token_revoked: asked once more in the step in which an order is written down. */
  mustStand(tokenId: string): void
  known(hash: string): KnownToken | undefined
  /**
   * Revokes a token for good, also one that never called. Where that cannot be written it holds for this life, and is
   * written as soon as the token calls and it can be; answers whether it is written. Never throws.
   */
  revoke(tokenId: string, by: string, now: number): boolean
}

export const createTokenAuthority = (sql: Sql, audit: Audit): TokenAuthority => {
  const rowsOf = (tokenId: string) => sql.run('SELECT * FROM tokens WHERE token_id = ?', tokenId).map(knownOf)

  const unsaved = new Map<string, { by: string; at: number }>()

  const save = (tokenId: string): boolean => {
    const wish = unsaved.get(tokenId)
    const saved = attempt(() => {
      if (wish) write(tokenId, wish.by, wish.at)
      return true
    })
    if (saved) unsaved.delete(tokenId)
    return saved === true
  }

  const write = (tokenId: string, by: string, now: number): void =>
    sql.transaction(() => {
      if (rowsOf(tokenId).some(({ revokedAt }) => revokedAt !== null)) return
      sql.run(
        `INSERT INTO tokens (hash, token_id, name, scopes, for_url, expires_at, revoked_at, copied_at)
         VALUES (?, ?, '', '', 0, NULL, ?, ?)`,
        `revoked:${tokenId}`,
        tokenId,
        now,
        now,
      )
      audit.write({ event: 'token.revoked', tokenId, subject: tokenId, facts: { by } }, now)
    })

  const standingRows = (tokenId: string): readonly KnownToken[] => {
    if (unsaved.has(tokenId)) {
      save(tokenId)
      throw revoked()
    }
    const rows = rowsOf(tokenId)
    if (rows.some(({ revokedAt }) => revokedAt !== null)) throw revoked()
    return rows
  }

  const copy = (token: TokenCopy, now: number): void =>
    sql.transaction(() => {
      sql.run(
        `INSERT INTO tokens (hash, token_id, name, scopes, for_url, expires_at, revoked_at, copied_at)
         VALUES (?, ?, ?, ?, ?, ?, NULL, ?)`,
        token.hash,
        token.tokenId,
        token.name,
        token.scopes.join(','),
        token.forUrl ? 1 : 0,
        token.expiresAt,
        now,
      )
      const { tokenId, name, scopes, expiresAt } = token
      audit.write(
        { event: 'token.known', tokenId, subject: tokenId, facts: { name, scopes, expiresAt } },
        now,
      )
    })

  /** What holds for this call: our copy, made now if the token was never seen. */
  const standing = (token: TokenCopy, isUnchecked: boolean, now: number): TokenCopy => {
    const known = standingRows(token.tokenId).find(({ hash }) => hash === token.hash)
    if (known) return known
    if (isUnchecked) throw unknown()
    copy(token, now)
    return token
  }

  const admit = (token: TokenCopy, need: Need, unchecked: boolean, now: number): void => {
    const held = need.isStop
      ? heldAnyway(() => standing(token, unchecked, now), token)
      : standing(token, unchecked, now)
    if (held.expiresAt !== null && held.expiresAt <= now) throw expired()
    if (!need.scopes.some((scope) => held.scopes.includes(scope))) throw missingScope(need.scopes)
    if (unchecked && need.isGuarded) throw cannotBeChecked()
  }

  return {
    mustStand: (tokenId) => void standingRows(tokenId),
    admit({ tool, token, unchecked = false }, now) {
      if (token) admit(token, needOf(tool), unchecked, now)
    },
    admitOwner({ token, unchecked = false }, isSafe, now) {
      if (!token) throw unknown()
      admit(token, { scopes: ['admin'], isStop: isSafe, isGuarded: !isSafe }, unchecked, now)
    },
    known(hash) {
      const [row] = sql.run('SELECT * FROM tokens WHERE hash = ?', hash)
      if (!row) return undefined
      const known = knownOf(row)
      const atOnce = unsaved.get(known.tokenId)
      if (atOnce) return { ...known, revokedAt: atOnce.at }
      // The id may have been revoked before its token was ever seen.
      const [stone] = rowsOf(known.tokenId).filter(({ revokedAt }) => revokedAt !== null)
      return stone ? { ...known, revokedAt: stone.revokedAt } : known
    },
    revoke(tokenId, by, now) {
      unsaved.set(tokenId, { by, at: now })
      return save(tokenId)
    },
  }
}

interface Need {
  /** Any one of these opens it. */
  readonly scopes: readonly string[]
  readonly isStop: boolean
  /** Not for a caller whom the database has not vouched for. */
  readonly isGuarded: boolean
}

const READS = ['read', 'trade', 'funds']

const needOf = (tool: string): Need => {
  const endpoint = endpointOf(tool)
  if (endpoint) return needOfRow(endpoint)
  // Of the house's own tools those that only look are named so; the others are switches.
  const looks = /^(get|list|check|calculate|explain)_/.test(tool)
  return { scopes: looks ? READS : ['trade'], isStop: !looks, isGuarded: false }
}

const needOfRow = ({ effect, scope }: Endpoint): Need => {
  if (scope) return { scopes: [scope], isStop: false, isGuarded: true }
  if (effect === 'read') return { scopes: READS, isStop: false, isGuarded: false }
  if (effect === 'cancel') return { scopes: ['trade'], isStop: true, isGuarded: false }
  return { scopes: [effect === 'funds' ? 'funds' : 'trade'], isStop: false, isGuarded: true }
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

const knownOf = (row: SqlRow): KnownToken => ({
  hash: String(row.hash),
  tokenId: String(row.token_id),
  name: String(row.name),
  scopes: String(row.scopes).split(','),
  forUrl: row.for_url === 1,
  expiresAt: typeof row.expires_at === 'number' ? row.expires_at : null,
  revokedAt: typeof row.revoked_at === 'number' ? row.revoked_at : null,
})

const revoked = () =>
  new BreakwaterError('forbidden', 'token_revoked', 'This token was revoked by the owner.', {
    hint: 'Ask the owner for another one.',
  })

const expired = () =>
  new BreakwaterError('forbidden', 'token_expired', 'This token has expired.', {
    hint: 'Ask the owner for another one.',
  })

const unknown = () =>
  new BreakwaterError('forbidden', 'invalid_token', 'The account does not know this token.', {
    hint: 'Try again when the database of tokens answers.',
  })

const missingScope = (scopes: readonly string[]) =>
  new BreakwaterError('forbidden', 'missing_scope', `This token lacks the scope ${scopes.join(' or ')}.`, {
    hint: 'The account keeps the scopes with which a token was first seen; ask the owner for another token.',
  })

const cannotBeChecked = () =>
  new BreakwaterError(
    'unavailable',
    'tokens_unavailable',
    'The database of tokens does not answer: only reads, cancels and the switches work for now. Nothing was sent.',
    { hint: 'Try again in a few seconds.', retryAfter: 5 },
  )
