import { BreakwaterError } from '../domain/errors.ts'

const MINT = 'Mint one with `npm run token -- create NAME --scope read`'

/** Every way in which a bearer token is turned away: fixed words, so that no answer can repeat what was sent. */
export const REFUSALS = {
  invalid: () =>
    new BreakwaterError('forbidden', 'invalid_token', 'The bearer token is missing, malformed or unknown.', {
      hint: `${MINT} and send it as "Authorization: Bearer bw_…".`,
    }),
  expired: () =>
    new BreakwaterError('forbidden', 'token_expired', 'This token has expired.', {
      hint: `${MINT}; --expires-in says for how long.`,
    }),
  revoked: () =>
    new BreakwaterError('forbidden', 'token_revoked', 'This token was revoked by the owner.', {
      hint: `Ask the owner for another one. ${MINT}.`,
    }),
  urlOnly: () =>
    new BreakwaterError('forbidden', 'url_token_only', 'This token works only as ?apikey= in the URL.', {
      hint: `Send it as ?apikey=bw_…, or mint one without --for-url for the Authorization header.`,
    }),
  headerOnly: () =>
    new BreakwaterError(
      'forbidden',
      'header_token_only',
      'This token works only in the Authorization header.',
      {
        hint: `Send it as "Authorization: Bearer bw_…", or mint one with --for-url for the URL. A token that stood in a URL may have been logged: revoke it.`,
      },
    ),
  wrongExchange: () =>
    new BreakwaterError('forbidden', 'wrong_exchange', 'This token belongs to another exchange.', {
      hint: `${MINT} on this server; add --live for the real exchange.`,
    }),
  unavailable: () =>
    new BreakwaterError(
      'unavailable',
      'tokens_unavailable',
      'Tokens cannot be checked: the database did not answer.',
      {
        hint: 'Try again in a few seconds. Nothing was done.',
        retryAfter: 5,
      },
    ),
} as const
