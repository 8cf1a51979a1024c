import type { Print } from '../../domain/matching/print.ts'
import type { Glimpse } from './glimpse.ts'
import type { Cursor, PaperState } from './state.ts'

/** When the last print of a look was; later than everything where it has none. Unix milliseconds. */
export const lastTime = ({ prints }: Glimpse): number => prints.at(-1)?.time ?? Number.POSITIVE_INFINITY

/** The prints that the account was not shown before: another look may have come first. */
export const unseen = (account: PaperState, { pair, prints }: Glimpse, until: number): readonly Print[] => {
  const lastId = account.tape[pair]?.lastId ?? 0
  return prints.filter(({ id = 0, time }) => id > lastId && time <= until)
}

/** Where the next look goes on: behind what was shown, never before where another look has come to. */
export const furthest = (before: Cursor | undefined, { cursor, prints }: Glimpse, until: number): Cursor => {
  if (before && before.lastId > cursor.lastId) return before
  const isAllShown = !prints.some(({ time }) => time > until)
  if (isAllShown || !before) return cursor
  // The rest is asked for again from the old cursor; the number tells what was shown of it already.
  const shown = prints.findLast(({ time }) => time <= until)
  return { ...before, lastId: shown?.id ?? before.lastId, last: shown?.price ?? before.last }
}
