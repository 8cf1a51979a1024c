import type { SourceToken, TokenSource } from '../exchange/token-source.ts'
import type { TokenRow } from '../store/token-row.ts'
import { findTokenByHash, findTokenById, insertToken } from '../store/tokens.ts'

/**
 * The database as the account's source of tokens: only those that are the account's own, on its exchange; and, since who
 * holds the whole house may go into each room, the owner's of the live account.
 */
export const tokensIn = (db: D1Database, account: string, exchange: string): TokenSource => {
  const own = (row: TokenRow | undefined): SourceToken | undefined =>
    row && row.exchange === exchange && (row.account === account || isOwners(row)) ? tokenOf(row) : undefined
  return {
    byHash: async (hash) => own(await findTokenByHash(db, hash)),
    byId: async (id) => own(await findTokenById(db, id)),
    insert: (token, now) => insertToken(db, rowOf(token, { account, exchange, now })),
  }
}

const isOwners = ({ account, scopes }: TokenRow): boolean =>
  account === 'live' && scopes.split(',').includes('admin')

const tokenOf = ({
  id,
  scopes,
  name,
  hash,
  forUrl,
  expiresAt,
  revokedAt,
  mandate,
  parent,
}: TokenRow): SourceToken => ({
  hash,
  tokenId: id,
  name,
  scopes: scopes.split(','),
  forUrl,
  expiresAt,
  revokedAt,
  mandate,
  parent,
})

const rowOf = (
  { tokenId, scopes, ...token }: SourceToken,
  { account, exchange, now }: { readonly account: string; readonly exchange: string; readonly now: number },
): TokenRow => ({
  ...token,
  id: tokenId,
  scopes: scopes.join(','),
  account,
  exchange,
  createdAt: now,
  lastUsedAt: null,
})
