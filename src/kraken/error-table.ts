import { ACCESS_ERRORS } from './error-rows/access.ts'
import { FUNDS_ERRORS } from './error-rows/funds.ts'
import { ORDER_ERRORS } from './error-rows/order.ts'
import type { ErrorRow } from './error-rows/row.ts'
import { SERVICE_ERRORS } from './error-rows/service.ts'

/**
 * Every error string of Kraken that we know. The longest beginning that fits wins, so their order means nothing;
 * the short ones are for what Kraken may add. Source: Kraken's error pages, and what clients recorded.
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  ...ACCESS_ERRORS,
  ...SERVICE_ERRORS,
  ...ORDER_ERRORS,
  ...FUNDS_ERRORS,
]
