import * as z from 'zod'
import { once } from '../../domain/once.ts'
import type { TokenRow } from '../../store/token-row.ts'

const row = () =>
  z.object({
    id: z.string(),
    name: z.string(),
    hash: z.string(),
    exchange: z.string(),
    account: z.string(),
    scopes: z.string(),
    forUrl: z.boolean(),
    createdAt: z.number(),
    expiresAt: z.number().nullable(),
    lastUsedAt: z.number().nullable(),
    revokedAt: z.number().nullable(),
    mandate: z.string().nullable(),
    parent: z.string().nullable(),
  }) satisfies z.ZodType<TokenRow>

/** What a code carries until it is exchanged: the token that the owner granted, not yet in the database. */
export const granted = once(() => z.object({ row: row(), clientName: z.string(), redirectHost: z.string() }))
export type Granted = z.infer<ReturnType<typeof granted>>

/** What an access token carries, encrypted: whose row it stands for. Everything else is asked of the row. */
export const held = once(() => z.object({ tokenId: z.string(), hash: z.string() }))
export type Held = z.infer<ReturnType<typeof held>>
