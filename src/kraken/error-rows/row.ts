import type { KrakenCode } from '../error-kinds.ts'

/** What one of Kraken's error strings means, found by its beginning. */
export interface ErrorRow {
  /** The string's beginning, without blanks after colons: details may follow. */
  readonly starts: string
  readonly code: KrakenCode
  /** In our words, without the final stop. */
  readonly says: string
  readonly hint: string
  /** An acting call that is answered so may have taken place all the same. */
  readonly inDoubt?: true
  /** Whole seconds after which a retry can pass. */
  readonly retryAfter?: number
}

// Hints that more than one row gives.
export const FIX = 'Change the argument that Kraken names'
export const LATER = 'Try again later; get_system_status tells whether Kraken trades'
export const KEY = 'The owner checks the key in Kraken’s API settings'
export const SMALLER = 'Ask for less, or free funds first'
export const SIGN_IN = 'The owner signs in at Kraken'
export const SLOWER = 'Wait, then call less often'

export const IN_DOUBT = { inDoubt: true } as const

export const row = (
  starts: string,
  code: KrakenCode,
  says: string,
  hint: string,
  more: Pick<ErrorRow, 'inDoubt' | 'retryAfter'> = {},
): ErrorRow => ({ starts, code, says, hint, ...more })
