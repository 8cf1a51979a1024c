import type { Decimal } from '../money.ts'

/** One reason against an order: a stable code, a sentence with the numbers in it, the numbers, and what would pass. */
export interface Reason {
  readonly code: string
  readonly message: string
  readonly hint?: string
  /** Which order of the call, from 0; absent where the call itself is meant. */
  readonly order?: number
  readonly facts?: Readonly<Record<string, string | number | boolean>>
  /** The largest volume of that order with which this reason would fall away; "0" if none. */
  readonly largest?: Decimal
}

/** What should be known of an order that passes: `no_price_bound` where nothing bounds the price at which it may trade. */
export interface Note {
  readonly code: 'no_price_bound'
  readonly message: string
  readonly order: number
}

/** What all rules together say of a call. */
export type Verdict =
  | { readonly verdict: 'allow'; readonly notes?: readonly Note[] }
  | { readonly verdict: 'deny'; readonly reasons: readonly Reason[] }
  /** Nothing stands against it, but its owner wants to be asked. */
  | { readonly verdict: 'ask'; readonly reasons: readonly Reason[]; readonly notes?: readonly Note[] }

export const ALLOW: Verdict = { verdict: 'allow' }

export const deny = (...reasons: Reason[]): Verdict => ({ verdict: 'deny', reasons })
export const ask = (...reasons: Reason[]): Verdict => ({ verdict: 'ask', reasons })
