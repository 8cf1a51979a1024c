import * as z from 'zod'
import { once } from '../domain/once.ts'

/** One row of `tokens`. The hash is the SHA-256 of the token, in hexadecimal; times are unix milliseconds. */
export interface TokenRow {
  readonly id: string
  readonly name: string
  readonly hash: string
  readonly exchange: string
  readonly account: string
  /** Comma-separated. */
  readonly scopes: string
  readonly forUrl: boolean
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
  /** JSON, as the mandate's parser wrote it; null where the token was minted without one. */
  readonly mandate: string | null
  /** The id of the token whose child this is. */
  readonly parent: string | null
}

const columnsOf = once(() =>
  z.object({
    id: z.string(),
    name: z.string(),
    hash: z.string(),
    exchange: z.string(),
    account: z.string(),
    scopes: z.string(),
    for_url: z.number(),
    created_at: z.number(),
    expires_at: z.number().nullable(),
    last_used_at: z.number().nullable(),
    revoked_at: z.number().nullable(),
    mandate: z.string().nullable(),
    parent: z.string().nullable(),
  }),
)

/** Reads what the database returned; throws where the table is not the one we know. */
export const tokenRow = (columns: unknown): TokenRow => {
  const row = columnsOf().parse(columns)
  return {
    id: row.id,
    name: row.name,
    hash: row.hash,
    exchange: row.exchange,
    account: row.account,
    scopes: row.scopes,
    forUrl: row.for_url === 1,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    mandate: row.mandate,
    parent: row.parent,
  }
}

const revoked = once(() => z.array(z.object({ id: z.string(), revoked_at: z.number() })))

/** Reads what a revocation returned: since when the token itself is revoked; undefined where it found none. */
export const revokedSince = (results: readonly unknown[], id: string): number | undefined =>
  revoked()
    .parse(results)
    .find((row) => row.id === id)?.revoked_at
