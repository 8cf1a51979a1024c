/** What a token may touch. `trade` and `funds` each imply `read`; `admin` opens the owner's doors and grants no tool. */
export const SCOPES = ['read', 'trade', 'funds', 'raw', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** Where orders go: the Kraken account behind the key, or a paper account by name. */
export type Account = 'live' | `paper:${string}`

/** Which Kraken a token works on; it works on no other. */
export type ExchangeName = 'emulator' | 'loopback' | 'kraken'

/** What of a token's row the account object keeps: its hash, and what must still be judged when D1 is gone. */
export interface Credential {
  /** SHA-256 of the token, in hexadecimal. */
  readonly hash: string
  readonly forUrl: boolean
  /** Unix milliseconds; null where it never expires. */
  readonly expiresAt: number | null
}

/** Who is calling, after the bearer token has been looked up. */
export interface Principal {
  readonly tokenId: string
  readonly name: string
  readonly account: Account
  /** As granted; ask `hasScope`, which knows what implies what. */
  readonly scopes: readonly Scope[]
  /** Absent only where no token is asked for (AUTH_DISABLED). */
  readonly credential?: Credential
  /** The database did not answer, and the account object alone has vouched for the caller. */
  readonly unchecked?: true
  /** A client that signed in: it can ask the owner for more by signing in again. */
  readonly signedIn?: true
}

/** Tells whether a principal holds a scope, directly or because another one implies it. */
export const hasScope = (principal: Pick<Principal, 'scopes'>, scope: Scope): boolean =>
  principal.scopes.includes(scope) ||
  (scope === 'read' && (principal.scopes.includes('trade') || principal.scopes.includes('funds')))

/** Reads the comma-separated scopes of a token's row; a word that is no scope grants nothing. */
export const parseScopes = (text: string): readonly Scope[] => {
  const words = text.split(',').map((word) => word.trim())
  return SCOPES.filter((scope) => words.includes(scope))
}

/** Tells whether a text names an account: `live`, or `paper:` and a name. */
export const isAccount = (text: string): text is Account =>
  text === 'live' || /^paper:[a-z0-9][a-z0-9_-]{0,31}$/.test(text)
