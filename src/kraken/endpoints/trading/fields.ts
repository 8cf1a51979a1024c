import { Flag, Timestamp } from '../../params.ts'

export const MODIFY_OR_CLOSE = { any: ['modify-trades', 'close-trades'] } as const

export const MODIFY_AND_CLOSE = { all: ['modify-trades', 'close-trades'] } as const

export const deadline = Timestamp.describe('RFC 3339, 2 to 60 s ahead').optional()

export const validate = Flag.describe('Only check, place nothing').optional()

// Kraken takes one way to name the order, not both and not none.
export const oneOrder = (params: { txid?: unknown; cl_ord_id?: unknown }) =>
  (params.txid === undefined) !== (params.cl_ord_id === undefined)

export const ONE_ORDER = { error: 'need either txid or cl_ord_id', path: ['txid'] }
