import { CliError } from './failure.ts'
import { type OwnerAnswer, UnreachableError } from './owner-client.ts'
import type { Owner } from './owner-server.ts'
import { note, wordsOf } from './say.ts'

interface Revocation {
  readonly id: string
  readonly keepOrders: boolean
  /** Writes it into the database; answers since when it is revoked, or undefined where no token has the id. */
  readonly inDatabase: (now: number) => Promise<number | undefined>
  /** Tells the server. */
  readonly withOwner: (work: (owner: Owner) => Promise<OwnerAnswer>) => Promise<OwnerAnswer>
}

/**
 * The database first, so that no new isolate takes the token; then the server, which refuses it at once and stops its
 * orders. Each is tried whatever became of the other, and what could not be done is said.
 */
export const revokeToken = async (revocation: Revocation): Promise<void> => {
  const { id, keepOrders, inDatabase, withOwner } = revocation
  const now = Date.now()
  const written = await settled(inDatabase(now))
  if ('value' in written && written.value === undefined)
    throw new CliError('No token has this id. `npm run token -- list` shows them.')
  if ('value' in written) note(revokedWords(written.value, now))
  const told = await settled(withOwner((owner) => owner.give('revoke', { id, keep_orders: keepOrders })))
  if ('value' in told)
    note(keepOrders ? 'The server refuses it from now on; its orders stay.' : ordersWords(told.value))
  const left = [
    ...('error' in written ? [notWritten(written.error)] : []),
    ...('error' in told ? [notTold(told.error, keepOrders)] : []),
    ...('value' in told ? notStopped(told.value) : []),
  ]
  if (left.length > 0) throw new CliError(left.join('\n'))
}

const revokedWords = (since: number | undefined, now: number): string =>
  since === undefined || since === now
    ? 'Revoked. It stops within 60 seconds.'
    : `It was revoked before, at ${new Date(since).toISOString()}.`

const ordersOf = ({ result }: OwnerAnswer): Readonly<Record<string, unknown>> => ({
  ...Object(result.orders),
})

const ordersWords = (answer: OwnerAnswer): string => {
  const { named, cancelled, failure, note: aside } = ordersOf(answer)
  if (failure !== undefined && named === 0) return 'The server refuses it from now on.'
  const orders = named === 0 ? 'It had no open orders.' : `Of its ${named} order(s) ${cancelled} cancelled.`
  return `The server refuses it from now on. ${orders}${typeof aside === 'string' ? ` ${aside}` : ''}`
}

const notStopped = (answer: OwnerAnswer): readonly string[] => {
  const { failure } = ordersOf(answer)
  const unsaved = answer.result.saved === false ? [String(answer.note)] : []
  return failure === undefined
    ? unsaved
    : [
        ...unsaved,
        `Its orders could not all be cancelled: ${String(Object(failure).message)} Run this again, or use the kill switch.`,
      ]
}

const notWritten = (error: unknown): string =>
  `The database could not be written, so the token may pass where the server is asked for nothing: ${wordsOf(error)}\nRun this again.`

const notTold = (error: unknown, keepOrders: boolean): string =>
  [
    error instanceof UnreachableError ? 'The server was not told.' : 'The server did not do it.',
    wordsOf(error),
    keepOrders
      ? 'What remains: the server takes the token for up to 60 seconds more, and whenever the database is out of reach.'
      : 'What remains: its open orders stand, and the server takes the token for up to 60 seconds more, and whenever the database is out of reach.',
    'Run this again when the server can be reached.',
  ].join('\n')

const settled = async <T>(work: Promise<T>): Promise<{ value: T } | { error: unknown }> => {
  try {
    return { value: await work }
  } catch (error) {
    return { error }
  }
}
