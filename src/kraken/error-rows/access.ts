import { type ErrorRow, FIX, IN_DOUBT, KEY, LATER, row, SIGN_IN, SLOWER } from './row.ts'

/** Who asks: the key, the account behind it, and how often it calls. */
export const ACCESS_ERRORS: readonly ErrorRow[] = [
  row('EAPI:', 'kraken_refused', 'Kraken’s API refuses the call', FIX),
  row('EAPI:Invalid key', 'key_refused', 'Kraken does not know the API key', KEY),
  row('EAPI:Invalid signature', 'key_refused', 'Kraken does not accept the signature of the API key', KEY),
  row(
    'EAPI:Invalid nonce',
    'nonce_refused',
    'Kraken saw a larger nonce of this key before',
    'Try again; a key belongs to one program only',
    IN_DOUBT,
  ),
  row('EAPI:Rate limit exceeded', 'rate_limited', 'Too many calls with this key', SLOWER, { retryAfter: 15 }),
  row('EAPI:Bad request', 'invalid_argument', 'Kraken finds the request malformed', FIX),
  row('EAPI:Feature disabled', 'kraken_refused', 'Kraken has disabled this call', LATER),

  row('EAuth:', 'account_locked', 'Kraken does not let this account in', SIGN_IN),
  row(
    'EAuth:Account temporary disabled',
    'account_locked',
    'The Kraken account is disabled for now',
    SIGN_IN,
  ),
  row('EAuth:Account unconfirmed', 'account_locked', 'The Kraken account is not confirmed', SIGN_IN),
  row('EAuth:Too many requests', 'rate_limited', 'Too many calls', SLOWER, { retryAfter: 15 }),
  row('EAuth:Rate limit exceeded', 'rate_limited', 'Too many calls', SLOWER, { retryAfter: 15 }),
  row('EAccount:', 'account_locked', 'The Kraken account may not do this', SIGN_IN),
  row(
    'EAccount:Invalid permissions',
    'account_restricted',
    'The Kraken account may not do this; mostly its country is the reason',
    'Choose another asset, or the owner asks Kraken',
  ),
]
