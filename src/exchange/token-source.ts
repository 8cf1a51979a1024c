import type { TokenCopy } from './port.ts'

/** A token's row as the database keeps it: with it the object begins its own record of the token. */
export interface SourceToken extends TokenCopy {
  readonly revokedAt: number | null
  /** JSON; null where the token was minted without one. */
  readonly mandate: string | null
  readonly parent: string | null
}

/** Where tokens are written down before the account has seen them. All of it rejects where that is out of reach. */
export interface TokenSource {
  byHash(hash: string): Promise<SourceToken | undefined>
  byId(id: string): Promise<SourceToken | undefined>
  insert(token: SourceToken, now: number): Promise<void>
}
