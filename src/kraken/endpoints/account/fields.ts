import { AccountId, Bound, Flag, Offset, RebaseMultiplier, Words } from '../../params.ts'

/** What reading the account costs: one of Kraken's counter, unless a row says more. */
export const READ = { effect: 'read', cost: { counter: 1 } } as const

export const REBASE = { rebase_multiplier: RebaseMultiplier.optional() }

/** Accepted by nearly every row of the account and rarely wanted; none of them is listed. */
export const WALLET = { ...REBASE, account_id: AccountId.optional() }

/** A reading row that takes the fields of WALLET. */
export const WALLET_READ = {
  ...READ,
  query: ['account_id'],
  unlisted: ['rebase_multiplier', 'account_id'],
} as const

/** Kraken's newer paging. */
export const PAGE = { with_cursor: Flag.optional(), cursor: Words.optional() }

/** Kraken's older paging: a range of times or ids, and how many to skip. */
export const RANGE = {
  start: Bound.describe('Unix seconds or id, exclusive').optional(),
  end: Bound.describe('Unix seconds or id, inclusive').optional(),
  ofs: Offset.describe('Skip so many').optional(),
  without_count: Flag.optional(),
}

/** Whether the two pagings are kept apart: a cursor is read only beside with_cursor, and stands in the place of ofs. */
export const paging = (params: { ofs?: unknown; cursor?: unknown; with_cursor?: unknown }) =>
  (params.cursor === undefined || params.with_cursor === true) &&
  (params.ofs === undefined || params.with_cursor !== true)

export const PAGING = { error: 'cursor needs with_cursor: true, and neither goes together with ofs' }
