import { BreakwaterError } from '../domain/errors.ts'

/** Every way in which the account turns a token away. */
export const TOKEN_REFUSALS = {
  revoked: () =>
    new BreakwaterError('forbidden', 'token_revoked', 'This token was revoked by the owner.', {
      hint: 'Ask the owner for another one.',
    }),
  expired: () =>
    new BreakwaterError('forbidden', 'token_expired', 'This token has expired.', {
      hint: 'Ask the owner for another one.',
    }),
  unknown: () =>
    new BreakwaterError('forbidden', 'invalid_token', 'The account does not know this token.', {
      hint: 'Try again when the database of tokens answers.',
    }),
  missingScope: (scopes: readonly string[]) =>
    new BreakwaterError('forbidden', 'missing_scope', `This token lacks the scope ${scopes.join(' or ')}.`, {
      hint: 'The account keeps the scopes with which a token was first seen; ask the owner for another token.',
    }),
  cannotBeChecked: () =>
    new BreakwaterError(
      'unavailable',
      'tokens_unavailable',
      'The database of tokens does not answer: only reads, cancels and the switches work for now. Nothing was sent.',
      { hint: 'Try again in a few seconds.', retryAfter: 5 },
    ),
} as const
