import type { Params } from './arguments.ts'
import { flagOf, invalid, textOf, wholeOf } from './arguments.ts'

const PAGE = 50
const LARGEST_PAGE = 100

/** One page of a list, as Kraken pages it. */
export interface Page<T> {
  readonly items: readonly T[]
  /** What goes beside the list: `count`, or with cursor paging `cursor`. */
  readonly beside: { readonly count?: number; readonly cursor?: { readonly next: string | null } }
}

/**
 * Cuts a list (newest first) into Kraken's pages: 50 from `ofs` with a count, or with `with_cursor` up to `limit` from a
 * cursor. The shape of the cursor answer is the one of ListWalletAccounts: no source shows another.
 */
export const paged = <T>(params: Params, newestFirst: readonly T[]): Page<T> => {
  const withCursor = flagOf(params, 'with_cursor')
  if (withCursor && textOf(params, 'ofs') !== undefined) throw invalid('ofs')
  if (!withCursor && textOf(params, 'cursor') !== undefined) throw invalid('cursor')
  return withCursor ? byCursor(params, newestFirst) : byOffset(params, newestFirst)
}

const byOffset = <T>(params: Params, all: readonly T[]): Page<T> => {
  const offset = wholeOf(params, 'ofs', 0)
  const items = all.slice(offset, offset + wholeOf(params, 'limit', PAGE, 1, LARGEST_PAGE))
  return { items, beside: flagOf(params, 'without_count') ? {} : { count: all.length } }
}

// The cursor counts from the oldest end, so that what is new does not shift the pages behind it.
const byCursor = <T>(params: Params, all: readonly T[]): Page<T> => {
  const cursor = textOf(params, 'cursor')
  if (cursor !== undefined && !/^c\d{1,12}$/.test(cursor)) throw invalid('cursor')
  const start = cursor === undefined ? 0 : Math.max(0, all.length - Number(cursor.slice(1)))
  const items = all.slice(start, start + wholeOf(params, 'limit', PAGE, 1, LARGEST_PAGE))
  const left = all.length - start - items.length
  return { items, beside: { cursor: { next: left > 0 ? `c${left}` : null } } }
}
