/** Age counts from when we fetched, never from a level's or a trade's own time. Milliseconds. */
export const BOOK_FRESH_MS = 5_000
/** Tickers, for conversions and for what relative prices count from. */
export const QUOTE_FRESH_MS = 10_000
/** How old a last price may be that a reduction goes by when the book cannot be had. */
export const LAST_USABLE_MS = 300_000
/** The risk check's word on the account is believed for so long. */
export const READING_FRESH_MS = 180_000

/** Tells whether something fetched then still counts now; what seems to come from the future is as bad as old. */
export const isFresh = (at: number, now: number, lifetimeMs: number): boolean => {
  const age = now - at
  return age <= lifetimeMs && age >= -lifetimeMs
}
