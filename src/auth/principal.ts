/** What a token may touch. `trade` and `funds` each imply `read`; `admin` opens the owner's doors and grants no tool. */
export const SCOPES = ['read', 'trade', 'funds', 'raw', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** Where orders go: the Kraken account behind the key, or a paper account by name. */
export type Account = 'live' | `paper:${string}`

/** Which Kraken a token works on; it works on no other. */
export type ExchangeName = 'emulator' | 'loopback' | 'kraken'

/** Who is calling, after the bearer token has been looked up. */
export interface Principal {
  readonly tokenId: string
  readonly name: string
  readonly account: Account
  /** As granted; ask `hasScope`, which knows what implies what. */
  readonly scopes: readonly Scope[]
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
