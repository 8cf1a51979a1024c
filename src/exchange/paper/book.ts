import { BreakwaterError } from '../../domain/errors.ts'
import { attempt } from '../attempt.ts'
import type { Sql } from '../sql.ts'
import { copyOf, type PaperState } from './state.ts'
import { clearPaper, loadPaper, savePaper } from './store.ts'

/** The paper account in memory and in its rows, which always say the same. */
export interface PaperBook {
  /** The account as it stands; undefined until it is opened. Not to be changed. */
  peek(): PaperState | undefined
  /** The same for who needs it; throws `unavailable` where it was never opened. */
  state(): PaperState
  /** Changes the account whole or not at all: what `work` or the storage throws leaves it as it was. */
  change<T>(work: (state: PaperState) => T): T
  /** Puts a new account in the place of whatever stands here. */
  begin(state: PaperState): void
}

/** Opens the book over an object's storage; the rows are read when they are first needed, and again after a failure. */
export const createPaperBook = (sql: Sql): PaperBook => {
  let known: { readonly state: PaperState | undefined } | undefined

  const peek = (): PaperState | undefined => {
    known ??= { state: loadPaper(sql) }
    return known.state
  }
  const state = (): PaperState => {
    const found = peek()
    if (!found) throw notOpened()
    return found
  }

  const save = (before: PaperState, after: PaperState): void => {
    try {
      sql.transaction(() => savePaper(sql, before, after))
    } catch (failure) {
      // What the rows say counts, if they can be read.
      known = attempt(() => ({ state: loadPaper(sql) })) ?? known
      throw failure
    }
  }

  return {
    peek,
    state,
    change(work) {
      const before = state()
      const after = copyOf(before)
      const result = work(after)
      save(before, after)
      known = { state: after }
      return result
    },
    begin(fresh) {
      sql.transaction(() => {
        clearPaper(sql)
        savePaper(sql, undefined, fresh)
      })
      known = { state: fresh }
    },
  }
}

const notOpened = () =>
  new BreakwaterError('unavailable', 'paper_prices', 'The paper account could not be opened yet.', {
    hint: 'Try again in a few seconds.',
    retryAfter: 5,
  })
