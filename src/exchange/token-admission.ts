import { isBreakwaterError } from '../domain/errors.ts'
import type { TokenCopy } from './port.ts'
import type { Sql } from './sql.ts'
import type { createMeeting, Met } from './token-meeting.ts'
import type { Need } from './token-needs.ts'
import { TOKEN_REFUSALS as REFUSALS } from './token-refusals.ts'
import { rowWith } from './token-rows.ts'
import type { SourceToken } from './token-source.ts'

/** Lets a token's call pass, or throws; a promise only where the token is seen for the first time. */
export type Admit = (
  token: TokenCopy,
  need: Need,
  unchecked: boolean,
  now: number,
) => Promise<void> | undefined

interface AdmissionDeps {
  readonly sql: Sql
  readonly meeting: Pick<ReturnType<typeof createMeeting>, 'begin'>
  readonly mustStand: (tokenId: string) => void
  /** When the token and each of its ancestors ends. */
  readonly endsOf: (tokenId: string) => readonly (number | null)[]
  readonly copy: (token: SourceToken, now: number) => void
}

/**
 * Judges who calls by the account's own copy of the token. Throws `forbidden` (token_revoked, token_expired, missing_scope,
 * invalid_token) and `unavailable` (tokens_unavailable).
 */
export const createAdmission = ({ sql, meeting, mustStand, endsOf, copy }: AdmissionDeps): Admit => {
  /** What holds for this call: our copy, made now if the token was never seen. */
  const standing = (token: TokenCopy, met: Met, now: number): TokenCopy => {
    mustStand(token.tokenId)
    const known = rowWith(sql, token.hash)
    if (endsOf(token.tokenId).some((at) => at !== null && at <= now)) throw REFUSALS.expired()
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

  return (token, need, unchecked, now) => {
    const met = meeting.begin(token, unchecked, need.isStop)
    if (typeof met === 'string') return void pass(token, need, unchecked, met, now)
    return met.then((came) => pass(token, need, unchecked, came, now))
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
