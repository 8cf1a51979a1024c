import * as z from 'zod'
import type { TokenRow } from '../../store/token-row.ts'

const Row = z.object({
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
export const Granted = z.object({ row: Row, clientName: z.string(), redirectHost: z.string() })
export type Granted = z.infer<typeof Granted>

/** What an access token carries, encrypted: whose row it stands for. Everything else is asked of the row. */
export const Held = z.object({ tokenId: z.string(), hash: z.string() })
export type Held = z.infer<typeof Held>
