import { hashToken, mintToken } from '../../src/auth/token.ts'
import type { TokenRow } from '../../src/store/token-row.ts'

/** A freshly minted token and its row, valid everywhere a test does not say otherwise. */
export const aToken = async (changes: Partial<TokenRow> = {}): Promise<{ token: string; row: TokenRow }> => {
  const token = mintToken()
  const hash = await hashToken(token)
  const row = {
    id: `t_${hash.slice(0, 8)}`,
    name: 'a client',
    hash,
    exchange: 'emulator',
    account: 'live',
    scopes: 'read',
    forUrl: false,
    createdAt: 1_000,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    mandate: null,
    parent: null,
    ...changes,
  }
  return { token, row }
}
