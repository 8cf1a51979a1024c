import type { ErrorCode, ErrorKind, KindOf } from './codes.ts'

/** Everything an error may carry besides its message; only words and numbers that we wrote. */
export interface ErrorExtras {
  /** What the caller can do now, in one sentence. */
  readonly hint?: string
  /** Machine-readable facts: limits, names, decimal strings. */
  readonly details?: Readonly<Record<string, unknown>>
  /** Whole seconds after which a retry can pass. */
  readonly retryAfter?: number
  /** Kraken's own error string, where there is one. */
  readonly kraken?: string
}

/**
 * The one error of the house, discriminated by `kind` and `code`.
 * `instanceof` does not survive a Durable Object, so it is recognised by its own properties: see `isBreakwaterError`.
 */
export class BreakwaterError<C extends ErrorCode = ErrorCode> extends Error {
  readonly kind: ErrorKind
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly retryAfter: number | undefined
  readonly kraken: string | undefined

  constructor(kind: KindOf<C>, code: C, message: string, extras: ErrorExtras = {}) {
    super(message)
    this.name = 'BreakwaterError'
    this.kind = kind
    this.code = code
    this.hint = extras.hint
    this.details = extras.details
    this.retryAfter = extras.retryAfter
    this.kraken = extras.kraken
  }
}

/** Tells whether a caught value is one of ours, also after it crossed an RPC border. */
export const isBreakwaterError = (caught: unknown): caught is BreakwaterError =>
  caught instanceof Error && 'kind' in caught && 'code' in caught && caught.name === 'BreakwaterError'

/** The same error with more details beside its own. */
export const withDetails = (
  error: BreakwaterError,
  details: Readonly<Record<string, unknown>>,
): BreakwaterError =>
  new BreakwaterError(error.kind, error.code, error.message, {
    ...extrasOf(error),
    details: { ...error.details, ...details },
  })

/** What an error carries besides kind, code and message; absent fields are left out. */
export const extrasOf = ({ hint, details, retryAfter, kraken }: BreakwaterError): ErrorExtras => ({
  ...(hint === undefined ? {} : { hint }),
  ...(details === undefined ? {} : { details }),
  ...(retryAfter === undefined ? {} : { retryAfter }),
  ...(kraken === undefined ? {} : { kraken }),
})
