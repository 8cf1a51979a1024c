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
  }
  return { token, row }
}
