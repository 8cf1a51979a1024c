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
