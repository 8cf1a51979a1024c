import type { Mandate } from '../domain/mandate/mandate.ts'
import type { TokenRow } from '../store/token-row.ts'
import type { Account, ExchangeName, Scope } from './principal.ts'
import { hashToken, mintToken } from './token.ts'

/** What the owner grants with a new token. Times are unix milliseconds. */
export interface Grant {
  readonly name: string
  readonly exchange: ExchangeName
  readonly account: Account
  readonly scopes: readonly Scope[]
  readonly forUrl: boolean
  readonly expiresAt: number | null
  /** What it may do; undefined gives it what its exchange gives to a token without one. */
  readonly mandate?: Mandate | undefined
  /** The id of the token whose child it is. */
  readonly parent?: string | undefined
}

/** Mints a token: its plaintext, to be shown once, and the row that is stored. */
export const mintGrant = async (grant: Grant, now: number): Promise<{ token: string; row: TokenRow }> => {
  const token = mintToken()
  const hash = await hashToken(token)
  const row = {
    ...grant,
    id: `t_${hash.slice(0, 10)}`,
    hash,
    scopes: grant.scopes.join(','),
    createdAt: now,
    lastUsedAt: null,
    revokedAt: null,
    mandate: grant.mandate === undefined ? null : JSON.stringify(grant.mandate),
    parent: grant.parent ?? null,
  }
  return { token, row }
}
