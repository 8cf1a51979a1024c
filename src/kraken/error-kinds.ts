import type { ErrorCode, KindOf } from '../domain/codes.ts'

/**
 * The kind of every code that an error string of Kraken's can have. The same as in `ERROR_CODES`, which the compiler sees
 * to: that table's sentences are for the docs, and the Worker leaves them at home.
 */
export const KRAKEN_KINDS = {
  account_locked: 'forbidden',
  account_restricted: 'forbidden',
  cost_minimum: 'invalid',
  earn_refused: 'refused',
  exchange_busy: 'busy',
  exchange_unavailable: 'unavailable',
  funding_refused: 'refused',
  insufficient_funds: 'refused',
  internal: 'bug',
  invalid_argument: 'invalid',
  invalid_price: 'invalid',
  key_refused: 'forbidden',
  kraken_refused: 'refused',
  locked_out: 'busy',
  margin_refused: 'refused',
  market_restricted: 'refused',
  missing_permission: 'forbidden',
  nonce_refused: 'unavailable',
  order_limit: 'refused',
  order_minimum: 'invalid',
  rate_limited: 'busy',
  unknown_asset: 'invalid',
  unknown_order: 'refused',
  unknown_pair: 'invalid',
  unknown_withdraw_key: 'invalid',
} as const satisfies { readonly [C in ErrorCode]?: KindOf<C> }

export type KrakenCode = keyof typeof KRAKEN_KINDS
