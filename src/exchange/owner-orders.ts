import { BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import { CancelOrderBatch } from '../kraken/endpoints/trading/cancelling.ts'
import { attempt } from './attempt.ts'
import { batchOf } from './cancel-target.ts'
import type { Exchange } from './exchange.ts'
import { toFailure } from './failure.ts'
import type { JournalBook } from './journal-book.ts'
import { namesOf } from './order-holder.ts'
import { OWNER_ID } from './owner-id.ts'
import type { Failure } from './port.ts'

/** What became of one token's orders: how many were named to Kraken, what it answered, and why that may not be all. */
export interface OrdersStopped {
  readonly named: number
  readonly cancelled: number
  readonly note?: string
  readonly failure?: Failure
}

const MOST_QUEUED = 1_000
const KEPT =
  'What of them is still open is cancelled when the orders are next looked at, within a minute or two.'

/**
 * Takes back what a token has waiting and cancels by id what it has open; what is in doubt is cancelled when it is
 * found. Nobody else's orders are touched. Never throws.
 */
export const ordersOf =
  (journal: JournalBook, stop: Exchange['stop'], now: () => number) =>
  async (tokenId: string, request: string): Promise<OrdersStopped> => {
    const rows = attempt(() => [
      ...journal.list({ tokenId, state: 'intended', limit: MOST_QUEUED }),
      ...journal.unsettled().filter((intent) => intent.tokenId === tokenId),
      ...journal.working(tokenId),
    ])
    if (!rows) return { named: 0, cancelled: 0, failure: toFailure(unread(), { tool: 'revoke' }) }
    const names = namesOf(rows)
    const named = names.length
    if (named === 0) return { named, cancelled: 0 }
    const caller = { tokenId: OWNER_ID, request, began: now() }
    // What a fill has opened a moment ago is not known yet: the wish passes on to it when it is.
    const parents = rows.filter(({ params }) => params.close !== undefined).map(({ id }) => id)
    attempt(() => journal.wishCancelled(parents, OWNER_ID, now()))
    try {
      const { endpoint, params } = batchOf(names)
      const { result, note } = await stop(endpoint, params, caller)
      return { named, cancelled: countIn(result), ...(note === undefined ? {} : { note }) }
    } catch (caught) {
      // They are gone already.
      if (isBreakwaterError(caught) && caught.code === 'unknown_order') return { named, cancelled: 0 }
      const failure = toFailure(caught, { tool: CancelOrderBatch.tool })
      const ids = rows.map(({ id }) => id)
      const isKept = attempt(() => {
        journal.wishCancelled(ids, OWNER_ID, now())
        return true
      })
      return { named, cancelled: 0, failure, ...(isKept && { note: KEPT }) }
    }
  }

/** The same for a token and its children: what became of all their orders, and the first reason why that may not be all. */
export const stopOrdersOfAll = async (
  tokenIds: readonly string[],
  stop: (tokenId: string) => Promise<OrdersStopped>,
): Promise<OrdersStopped> => {
  const all: OrdersStopped[] = []
  for (const id of tokenIds) all.push(await stop(id))
  const notes = all.flatMap(({ note }) => note ?? [])
  const [failure] = all.flatMap((one) => one.failure ?? [])
  return {
    named: all.reduce((total, { named }) => total + named, 0),
    cancelled: all.reduce((total, { cancelled }) => total + cancelled, 0),
    ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
    ...(failure ? { failure } : {}),
  }
}

const unread = () =>
  new BreakwaterError(
    'unavailable',
    'journal_unread',
    'The journal cannot be read, so nobody knows which orders are the token’s: none was cancelled.',
    { hint: 'The kill switch cancels every open order without the journal.' },
  )

const countIn = (result: unknown): number =>
  typeof result === 'object' && result !== null && 'count' in result && typeof result.count === 'number'
    ? result.count
    : 0
