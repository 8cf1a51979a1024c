import type { ErrorCode, ErrorKind } from '../domain/codes.ts'
import type { ErrorExtras } from '../domain/errors.ts'
import type { KeyInfo } from '../kraken/key-info.ts'
import type { JobOutcome } from './jobs.ts'
import type { Overview, WaitingSeen } from './overview.ts'

/** A token as the front door read it from the database; the account object keeps a copy. Never the token itself. */
export interface TokenCopy {
  /** SHA-256 of the token, in hexadecimal. */
  readonly hash: string
  readonly tokenId: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly forUrl: boolean
  /** Unix milliseconds; null where it never expires. */
  readonly expiresAt: number | null
}

/** A token as the account object remembers it. */
export interface KnownToken extends TokenCopy {
  readonly revokedAt: number | null
}

/** One call on an account: which row, with which parsed parameters, for whom. */
export interface AccountCall {
  readonly tool: string
  readonly params: Readonly<Record<string, unknown>>
  readonly tokenId: string
  /** Absent only where no token is asked for (AUTH_DISABLED). */
  readonly token?: TokenCopy
  /** The database did not answer: the object's own copy of the token is all that speaks for the caller. */
  readonly unchecked?: boolean
  /** When the call came to the front door, unix milliseconds. */
  readonly began: number
  /** By which address it came, such as "https://breakwater.example": the owner's page stands there. */
  readonly origin?: string
  /** The request's id, for the journal and the logs. */
  readonly request: string
}

/** Our own error as plain data: a thrown one would lose its class and be logged as a crash on its way through RPC. */
export interface Failure extends ErrorExtras {
  readonly kind: ErrorKind
  readonly code: ErrorCode
  readonly message: string
}

/** What an account answers. A rejection of the RPC itself is neither of these: for an acting call it means uncertain. */
export type Answer =
  | { readonly ok: true; readonly result: unknown; readonly note?: string }
  | { readonly ok: false; readonly failure: Failure }

/** What of the key's description leaves the account object: enough to list tools and to warn, nothing that names it. */
export type KeyFacts = Pick<
  KeyInfo,
  'permissions' | 'nonceWindow' | 'validUntil' | 'queryFrom' | 'queryTo' | 'ipAllowlist'
>

/** What the account object says of itself. `key` is absent where no key is configured or its introspection failed. */
export interface AccountStatus {
  readonly hasKey: boolean
  readonly key?: KeyFacts
  readonly warnings: readonly string[]
  /** What keeps new orders from being sent; `/ready` fails on any. */
  readonly problems: readonly string[]
}

/** One command of the owner's. */
export interface OwnerCall {
  readonly command: string
  readonly params: Readonly<Record<string, unknown>>
  readonly tokenId: string
  /** The front door has read an open session of the owner's; then no token speaks for the caller. */
  readonly signedIn?: boolean
  readonly token?: TokenCopy
  readonly unchecked?: boolean
  readonly request: string
}

/** A try to prove the owner: the passphrase as it was typed, where it came from, and what it is to open. */
export interface SignInTry {
  readonly passphrase: string
  readonly address: string
  readonly purpose: 'session' | 'grant'
}

/** What came of it. `waitMs`: how long this address, or all, must wait before the next try is looked at. */
export type SignInAnswer =
  | { readonly state: 'open'; readonly session: OpenSession }
  | { readonly state: 'wrong'; readonly waitMs: number }
  | { readonly state: 'waiting'; readonly waitMs: number }
  | { readonly state: 'unset' | 'unchecked' }

/** A session of the owner's. `cookie` opens it again; `csrf` must stand in every form that it sends. */
export interface OpenSession {
  readonly cookie: string
  readonly csrf: string
  /** Unix milliseconds. */
  readonly expiresAt: number
}

/** Tool calls that a token may make before the front door asks again. Times in unix milliseconds. */
export interface CallLease {
  /** How many were given; 0 where the hour's are spent. */
  readonly calls: number
  readonly limit: number
  /** What is left for everybody after these. */
  readonly left: number
  /** When the next hour begins. */
  readonly resetAt: number
}

/** What a panic link came to; `unknown` tells nothing of why, `unchecked` that nobody could look it up. */
export type PanicAnswer =
  | { readonly state: 'unknown' | 'unchecked' | 'ready' | 'busy' }
  | { readonly state: 'acted'; readonly answer: Answer }

/** The RPC face of an account object; the class itself lives a floor above, in `durable/`. */
export interface AccountRpc {
  /** Calls a row of Kraken's, or a tool of the house by its name. */
  call(call: AccountCall): Promise<Answer>
  /** Wakes the object and rings its alarm: the watchdog of the cron trigger. Never rejects. */
  tick(): Promise<void>
  /** Runs a job of one minute (unix milliseconds), once. Never rejects. */
  job(name: string, minute: number): Promise<JobOutcome>
  status(): Promise<AccountStatus>
  /** What the object remembers of a token, for a front door that cannot reach the database. */
  token(hash: string): Promise<KnownToken | undefined>
  /** Carries out a command of the owner's; asks again whether the token may. */
  owner(call: OwnerCall): Promise<Answer>
  /** Everything at a glance, for the owner's page, whose door has read an open session. */
  overview(): Promise<Overview>
  /** One order that waits, by its intent's id, and the market of its pair. */
  waiting(id: string): Promise<WaitingSeen>
  /** Opens a panic link, and with `acts` pulls it. */
  panic(link: string, acts: boolean): Promise<PanicAnswer>
  /** Compares the passphrase, behind the brakes. */
  signIn(attempt: SignInTry): Promise<SignInAnswer>
  /** The session that a cookie opens; undefined where it opens none. */
  session(cookie: string): Promise<OpenSession | undefined>
  /** Ends every session of the owner's. */
  signOut(): Promise<void>
  /** Tells the audit of a token that the owner has just granted on a page. */
  granted(tokenId: string, facts: Readonly<Record<string, unknown>>): Promise<void>
  /** Remembers which row an access token of a signed-in client stands for; hashes, and unix milliseconds. */
  noteAccess(accessHash: string, hash: string, expiresAt: number): Promise<void>
  /** The hash of that row, for a front door that cannot reach the database. */
  access(accessHash: string): Promise<string | undefined>
  /** Hands out tool calls from a token's hour. */
  lease(tokenId: string): Promise<CallLease>
}
