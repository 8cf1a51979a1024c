import type { Principal } from '../auth/principal.ts'
import type { AccountStatus } from '../exchange/port.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'

/** An answer of Kraken's: its `result`, its age in milliseconds where it came from a cache, and a sentence of ours. */
export interface Answered {
  readonly result: unknown
  readonly ageMs?: number
  readonly note?: string
}

/**
 * What a tool's handler may reach for on behalf of one caller. All of it throws `BreakwaterError` and nothing else;
 * handlers do not catch.
 */
export interface Desk {
  readonly principal: Principal
  /** Which Kraken this deployment talks to. */
  readonly exchange: 'emulator' | 'loopback' | 'kraken'
  /** Calls any row, public or private, with parsed parameters; names of pairs and assets are translated on the way. */
  call(endpoint: Endpoint, params: Params): Promise<Answered>
  /** Calls a tool of the account's own, by its name. */
  house(tool: string, params: Params): Promise<Answered>
  /** What the account's Kraken key can do, from a cache. */
  status(): Promise<AccountStatus>
  now(): number
}
