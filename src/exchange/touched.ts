import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Touched } from './budget.ts'
import { targetsOf } from './cancel-target.ts'
import type { Intent } from './intent.ts'
import type { JournalBook } from './journal-book.ts'

/**
 * The orders that an amend or a cancel touches, with their age: Kraken's engine charges more for young ones. What the
 * journal does not know is not counted; Kraken counts it all the same.
 */
export const touchedBy =
  (journal: JournalBook, now: () => number) =>
  (endpoint: Endpoint, params: Params): readonly Touched[] => {
    const { engine } = endpoint.cost
    if (engine !== 'amend' && engine !== 'cancel' && engine !== 'cancel-batch') return []
    return targetsOf(params, journal)
      .flatMap(
        (name) =>
          journal.byOrder('txid' in name ? { txid: name.txid } : { clientOrderId: name.cl_ord_id }) ?? [],
      )
      .flatMap((order) => touchedOf(order, now()))
  }

const touchedOf = ({ pair, sentAt, intendedAt }: Intent, now: number): readonly Touched[] =>
  pair === undefined ? [] : [{ pair, ageSeconds: Math.max(0, now - (sentAt ?? intendedAt)) / 1000 }]
