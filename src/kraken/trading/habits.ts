import { READING } from '../../domain/matching/refused.ts'
import type { Tier } from '../rates.ts'

/** How this Kraken behaves where accounts differ, or where no source says what the real one does. */
export interface Habits {
  /** Whose rate limits hold; `unlimited` has none. */
  readonly tier: Tier | 'unlimited'
  /** What is said of a client id that is open already. */
  readonly duplicateClientId: string
  /** A cancel answers `pending` and the order goes so much later; with 0 it goes at once. */
  readonly cancelPendingSeconds: number
  /** Unknown ids in CancelOrderBatch are an error if none is known, an error always, or passed over. */
  readonly cancelBatchUnknown: 'error_if_all' | 'error' | 'ignored'
  /** QueryOrders finds orders by `cl_ord_id` too. */
  readonly queryByClientId: boolean
  /** The `triggerTime` of a dead-man timer that is off. */
  readonly deadManOff: string
  /** With `refused`, orders with leverage are refused, whatever the pair offers. */
  readonly margin?: 'refused'
  /** Fees come from our own dated table: trades and volumes say `fee_assumed`. */
  readonly feesAssumed?: true
  /** An answer says in `_note` where it differs from what was asked. */
  readonly notes?: true
}

/** The habits of a paper account: no margin, fees from the dated table, and no rate limit of its own. */
export const PAPER_HABITS: Habits = {
  tier: 'unlimited',
  duplicateClientId: READING.duplicateClientId,
  cancelPendingSeconds: 0,
  cancelBatchUnknown: 'error_if_all',
  queryByClientId: true,
  deadManOff: '0',
  margin: 'refused',
  feesAssumed: true,
  notes: true,
}
