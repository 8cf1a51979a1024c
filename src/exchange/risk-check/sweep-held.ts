import type { JournalBook } from '../journal-book.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { Standing } from './documents.ts'
import type { Standings } from './standings.ts'
import type { createRiskSweep } from './sweep.ts'
import type { Watch } from './watch.ts'

interface SweepHeldDeps {
  readonly standings: Pick<Standings, 'one'>
  readonly watch: Pick<Watch, 'held' | 'swept'>
  readonly sweep: ReturnType<typeof createRiskSweep>
  readonly journal: Pick<JournalBook, 'workingOrders'>
}

/** Sweeps under every document that holds trading back, until a look has shown that nothing is left that could grow. */
export const createSweepHeld = ({ standings, watch, sweep, journal }: SweepHeldDeps) => {
  // What fills still may have a close of its own, which Kraken places without asking anybody here.
  const mayGrow = (counts: Standing['counts']): boolean =>
    journal
      .workingOrders()
      .some(
        ({ tool, tokenId }) => tool === 'conditional_close' && (counts === 'account' || counts.has(tokenId)),
      )

  return async (): Promise<void> => {
    for (const [key, held] of watch.held()) {
      const counts = key === OWNER_ID ? 'account' : standings.one(key)?.counts
      if (!counts || (held.isSwept && !mayGrow(counts))) continue
      if (await sweep(counts)) watch.swept(key)
    }
  }
}
