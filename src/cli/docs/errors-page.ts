import { ERROR_CODES, type ErrorKind } from '../../domain/codes.ts'

const KINDS: Readonly<Record<ErrorKind, string>> = {
  invalid: 'Fix the input.',
  forbidden: 'Get a scope, a token or a key permission.',
  refused: 'Change the plan.',
  busy: 'Wait `retryAfter` seconds.',
  unavailable: 'Try later.',
  uncertain: '**Look before retrying**: it may have happened.',
  bug: 'Report the request id.',
}

const FORM = `{"error":{"kind":"invalid","code":"order_minimum","message":"…","hint":"…","details":{},"request":"r_…"}}`

/** `docs/errors.md`: every kind and every code. */
export const errorsPage = (): string =>
  [
    '<!-- Written by `npm run docs`. -->',
    '# Errors',
    '',
    'A failed tool call answers `isError: true` with one JSON text; the doors answer the same body with an HTTP status:',
    '',
    '```json',
    FORM,
    '```',
    '',
    '`kind` says what to do now, `code` is stable, `retryAfter` is in whole seconds, `kraken` is Kraken’s own string where there is one.',
    '',
    '| kind | what to do |',
    '|---|---|',
    ...Object.entries(KINDS).map(([kind, act]) => `| \`${kind}\` | ${act} |`),
    '',
    '| code | kind | when |',
    '|---|---|---|',
    ...Object.entries(ERROR_CODES).map(([code, { kind, when }]) => `| \`${code}\` | ${kind} | ${when} |`),
    '',
  ].join('\n')
