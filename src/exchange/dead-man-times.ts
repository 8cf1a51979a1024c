/** Kraken advises 15 to 30 s (CancelAllOrdersAfter page). */
export const REFRESH_MS = 20_000
/** A refresh that failed is made again sooner. */
export const RETRY_MS = 5_000
/** No ring waits longer for one call. */
export const CALL_MS = 5_000
/** How often Kraken is asked for its maintenance. */
export const LOOK_MS = 120_000
/** The timer is off so long before a halt: with the longest look in between there is still time for two tries. */
export const BEFORE_HALT_MS = 180_000

/** Whether `at` is still to come. What is further away than it was ever put was put there before the wall clock stepped back. */
export const notYet = (at: number, longest: number, now: number): boolean => at > now && at - now <= longest
