import type { Decimal } from '../domain/money.ts'

/** One allowance of a mandate: what of it is used, and what an order that waits would take of it. */
export interface Share {
  readonly allowance: string
  /** An asset or a pair, where the allowance is for one. */
  readonly of?: string | undefined
  readonly limit: string
  readonly used?: string | undefined
  readonly left?: string | undefined
  /** What the order that waits would take of the limit, in percent; undefined where that cannot be said. */
  readonly takes?: string | undefined
}

/** An order that waits for the owner. Times in unix milliseconds. */
export interface Waiting {
  readonly intent: string
  readonly tokenId: string
  readonly tokenName: string
  /** In plain words: what would be done. */
  readonly summary: string
  readonly cost?: Decimal | undefined
  readonly currency?: string | undefined
  readonly reasons: readonly string[]
  readonly lapsesAt: number
  /** The market when it was asked for, where the rails looked at one. */
  readonly asked?: MarketNow | undefined
  readonly shares: readonly Share[]
}

/** Best bid and ask at a moment. */
export interface MarketNow {
  readonly pair: string
  readonly bid: Decimal
  readonly ask: Decimal
  readonly at: number
}

/** What the account is worth by the risk check's readings, oldest first. */
export interface EquityLine {
  readonly currency: string
  readonly points: readonly { readonly at: number; readonly equity: Decimal }[]
  /** Since the owner's midnight; undefined before a reading of that day. */
  readonly sinceMidnight?: { readonly change: Decimal; readonly percent: Decimal } | undefined
  readonly unpriced: readonly string[]
}

/** An open order, of whichever token. */
export interface ShownOrder {
  readonly txid: string
  readonly tokenName: string
  readonly pair: string
  readonly what: string
  readonly filled: Decimal
  readonly volume: Decimal
  readonly since: number
}

/** An open margin position. */
export interface ShownPosition {
  readonly pair: string
  readonly side: string
  readonly open: Decimal
  readonly tokenName?: string | undefined
}

/** One row of the audit. */
export interface ShownAudit {
  readonly id: number
  readonly at: number
  readonly event: string
  readonly tokenName?: string | undefined
  readonly subject?: string | undefined
  readonly facts: string
}

/** One order that waits, alone, with the market of its pair; undefined where it waits no more. */
export interface WaitingSeen {
  readonly now: number
  readonly one?: Waiting | undefined
  readonly market?: MarketNow | undefined
}

/** Everything that the owner's page shows of one account. */
export interface Overview {
  readonly account: string
  readonly exchange: 'emulator' | 'loopback' | 'kraken'
  readonly now: number
  readonly tradingState: 'ACTIVE' | 'REDUCING' | 'HALTED'
  /** Why it is not ACTIVE, where it is not. */
  readonly tradingWhy?: string | undefined
  /** What a crossed limit holds back, by the key of the document whose limit it is. */
  readonly held: readonly { readonly key: string; readonly words: string }[]
  readonly killSwitch: {
    readonly on: boolean
    readonly reason?: string | undefined
    readonly at?: number | undefined
  }
  readonly deadManUntil?: number | undefined
  readonly lastRiskCheck?: number | undefined
  readonly warnings: readonly string[]
  readonly problems: readonly string[]
  readonly uncertain: readonly { readonly intent: string; readonly what: string; readonly since: number }[]
  readonly waiting: readonly Waiting[]
  readonly equity?: EquityLine | undefined
  /** Undefined where Kraken did not say. */
  readonly orders?: readonly ShownOrder[] | undefined
  readonly positions?: readonly ShownPosition[] | undefined
  /** The mandate in force of each token that the account knows, by its id, in a few words. */
  readonly mandates: Readonly<Record<string, string>>
  readonly audit: readonly ShownAudit[]
  /** The first row that is not as it was written; undefined while the chain is whole. */
  readonly brokenAt?: number | undefined
}

/** A token or connector as the page lists it. */
export interface ShownToken {
  readonly id: string
  readonly name: string
  readonly account: string
  readonly scopes: string
  readonly mandate: string
  readonly lastUsedAt: number | null
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}
