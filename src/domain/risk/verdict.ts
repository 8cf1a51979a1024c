/** One reason against an order: a stable code, a sentence with the numbers in it, and what would pass. */
export interface Reason {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** What a rule, or all of them together, says of a call. */
export type Verdict =
  | { readonly verdict: 'allow' }
  | { readonly verdict: 'deny'; readonly reasons: readonly Reason[] }

export const ALLOW: Verdict = { verdict: 'allow' }

export const deny = (...reasons: Reason[]): Verdict => ({ verdict: 'deny', reasons })
