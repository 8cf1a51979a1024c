import type { Decimal } from '../domain/money.ts'
import type { Permission } from '../kraken/endpoint.ts'
import { TIERS as KRAKENS_TIERS } from '../kraken/rates.ts'
import type { AccountState } from '../kraken/trading/account.ts'
import type { Switches } from './switches.ts'

/** Kraken's tiers, and one without any limit. */
export const TIERS = [...KRAKENS_TIERS, 'unlimited'] as const
export type Tier = (typeof TIERS)[number]

export const STATUSES = ['online', 'maintenance', 'cancel_only', 'post_only'] as const
export type Status = (typeof STATUSES)[number]

/** One API key and what Kraken remembers of it. Times in unix milliseconds; nonces are decimal texts (64 bits). */
export interface ApiKey {
  readonly key: string
  readonly secret: string
  readonly name: string
  readonly createdAt: number
  modifiedAt: number
  permissions: Permission[]
  nonce: string
  nonceWindow: number
  ipAllowlist: string[]
  /** With two-factor on the key, every call must bring this. */
  otp?: string
  lastUsedAt?: number
  /** When the key ends, and from when to when it sees orders, trades and ledger; absent: no bound. */
  validUntil?: number
  queryFrom?: number
  queryTo?: number
  /** When its last bad nonces and signatures came. */
  badAt?: number[]
  /** Until then every private call of the key is refused. */
  lockedUntil?: number
  /** The REST counter as it stood at `countedAt`. */
  counter: number
  countedAt: number
}

/** A time in which the exchange is not online, announced beforehand or not. Unix milliseconds. */
export interface Maintenance {
  readonly id: number
  readonly from: number
  readonly until: number
  readonly status: Status
  readonly announced: boolean
}

/** Simulated time: the real clock moved by `offset`, or standing still at `frozenAt`. Milliseconds. */
export interface Clock {
  offset: number
  frozenAt?: number
}

export interface Withdrawal {
  readonly refid: string
  readonly asset: string
  readonly method: string
  readonly network: string
  readonly key: string
  readonly address: string
  /** What arrives; the fee comes on top. */
  readonly amount: Decimal
  readonly fee: Decimal
  readonly time: number
  /** A withdrawal on hold never settles by itself. */
  readonly held?: boolean
  canceledAt?: number
}

export interface Allocation {
  readonly amount: Decimal
  readonly rewarded: Decimal
  readonly since: number
  /** The last change and when it is done; until then it is pending. */
  readonly change?: { readonly kind: 'allocate' | 'deallocate'; readonly doneAt: number }
}

export interface Report {
  readonly id: string
  readonly report: 'trades' | 'ledgers'
  readonly description: string
  readonly format: 'CSV' | 'TSV'
  readonly fields: string
  readonly createdAt: number
  readonly from: number
  readonly to: number
}

export interface Subaccount {
  readonly username: string
  readonly email: string
  readonly iban: string
  balances: Record<string, Decimal>
}

/** An asset's price times `factor` against all others, from a minute on (counted from 1970). */
export interface Shock {
  readonly asset: string
  readonly factor: number
  readonly minute: number
}

/** Everything the emulator remembers; plain JSON, so that a snapshot is `JSON.stringify`. */
export interface World {
  readonly seed: string
  readonly account: AccountState
  /** The account's own number, as Kraken shows it to its owner. */
  readonly iban: string
  readonly walletId: string
  /** By the public half of the key. */
  readonly keys: Record<string, ApiKey>
  readonly switches: Switches
  readonly clock: Clock
  maintenance: Maintenance[]
  /** What moved the market besides its own wandering. */
  readonly shocks: Shock[]
  /** Orders that no query shows, by id, and until when. */
  readonly hidden: Record<string, number>
  readonly withdrawals: Withdrawal[]
  /** How many deposit addresses were asked for, by asset and method. */
  readonly addresses: Record<string, number>
  readonly allocations: Record<string, Allocation>
  readonly reports: Report[]
  readonly subaccounts: Subaccount[]
  /** How many ids were handed out; makes the next one new. */
  minted: number
}
