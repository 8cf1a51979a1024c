import type {
  TokenExchangeCallbackOptions,
  TokenExchangeCallbackResult,
} from '@cloudflare/workers-oauth-provider'
import type { Bindings } from '../../desk/bindings.ts'
import { type Connector, insertConnector } from '../../store/connectors.ts'
import type { TokenRow } from '../../store/token-row.ts'
import { findTokenByHash } from '../../store/tokens.ts'
import { granted, type Held, held } from './props.ts'

export const ACCESS_TOKEN_SECONDS = 3_600
const SHORTEST_SECONDS = 60

/** What the library asks of us when it hands out tokens; undefined refuses, and the grant is revoked for good. */
export type Exchange = Pick<
  TokenExchangeCallbackOptions<Bindings>,
  'grantType' | 'clientId' | 'grantId' | 'scope' | 'props' | 'env'
>

/**
 * The step from a grant of the library's to a row of ours. The row is written when the code is exchanged: its key lets
 * only one of two exchanges through that raced each other. A refresh asks the row, and the account, whether it still stands.
 */
export const exchanged = async (
  { grantType, clientId, grantId, scope, props, env }: Exchange,
  now: number,
): Promise<TokenExchangeCallbackResult | undefined> => {
  if (grantType !== 'authorization_code') return refreshed(held().parse(props), scope, env, now)
  const { row, clientName, redirectHost } = granted().parse(props)
  const seconds = secondsLeft(row.expiresAt, now)
  if (seconds < SHORTEST_SECONDS) return undefined
  const tokenId = row.id
  const connector = { tokenId, grantId, clientId, clientName, redirectHost, createdAt: now }
  if (!(await isFirst(env.DB, row, connector))) return undefined
  return {
    newProps: { tokenId, hash: row.hash } satisfies Held,
    accessTokenScope: scope,
    accessTokenTTL: Math.min(ACCESS_TOKEN_SECONDS, seconds),
    refreshTokenTTL: seconds,
  }
}

const isFirst = async (db: D1Database, row: TokenRow, connector: Connector): Promise<boolean> => {
  try {
    await insertConnector(db, row, connector)
    return true
  } catch (failure) {
    if (await findTokenByHash(db, row.hash)) return false
    throw failure
  }
}

const refreshed = async (
  { hash }: Held,
  scope: string[],
  env: Bindings,
  now: number,
): Promise<TokenExchangeCallbackResult | undefined> => {
  const row = await findTokenByHash(env.DB, hash)
  const seconds = secondsLeft(row?.expiresAt ?? null, now)
  if (!row || row.revokedAt !== null || seconds < SHORTEST_SECONDS) return undefined
  const known = await env.ACCOUNT.getByName(row.account).token(hash)
  if (known && known.revokedAt !== null) return undefined
  // One row, one set of scopes: a client that asks for fewer gets the row's, and is told so.
  return { accessTokenScope: scope, accessTokenTTL: Math.min(ACCESS_TOKEN_SECONDS, seconds) }
}

const secondsLeft = (expiresAt: number | null, now: number): number =>
  expiresAt === null ? ACCESS_TOKEN_SECONDS : Math.floor((expiresAt - now) / 1_000)
