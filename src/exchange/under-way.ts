import { endpointOf } from '../kraken/endpoints/all.ts'
import { attempt } from './attempt.ts'
import type { Intent } from './intent.ts'
import type { JournalBook } from './journal-book.ts'

/** The engine drops what arrives after its deadline; so much later it would show what arrived before, clocks being apart. */
const GRACE_MS = 2_000
/** Kraken takes no deadline that is further away; what carries none has arrived by then, or never will. */
const LONGEST_MS = 60_000

/** What may still arrive at Kraken. */
export interface UnderWay {
  /** Every order, change or movement of funds that is sent or in doubt; undefined if the journal cannot be read. */
  rows(): readonly Intent[] | undefined
  /** The same, and every cancel in doubt: while there is one of these, nobody knows what the account holds. */
  doubts(): readonly Intent[] | undefined
  /** The last deadline of all that, unix milliseconds; `unread` where the journal cannot be read. */
  lastDeadline(unread: number): number
  /** From when on a look at the exchange shows all that will ever have arrived. */
  clearAt(unread: number): number
}

/** `skewMs` is what must be added to our clock to read Kraken's, which the deadlines are told in. */
export const createUnderWay = (journal: Pick<JournalBook, 'unsettled'>, skewMs: () => number): UnderWay => {
  // A cancel in doubt brings nothing on the book.
  const rows = () => attempt(() => journal.unsettled().filter((row) => !isCancel(row)))
  const doubts = () =>
    attempt(() => journal.unsettled().filter((row) => row.state === 'uncertain' || !isCancel(row)))
  const lastDeadline = (unread: number): number => {
    const known = rows()
    return known ? Math.max(0, ...known.map((row) => deadlineOf(row, skewMs()))) : unread + LONGEST_MS
  }
  return {
    rows,
    doubts,
    lastDeadline,
    clearAt: (unread) => {
      const last = lastDeadline(unread)
      return last === 0 ? 0 : last + GRACE_MS
    },
  }
}

const isCancel = ({ tool }: Intent) => endpointOf(tool)?.effect === 'cancel'

const deadlineOf = ({ deadline, sentAt, intendedAt }: Intent, skew: number): number => {
  const said = deadline === undefined ? Number.NaN : Date.parse(deadline)
  return Number.isNaN(said) ? (sentAt ?? intendedAt) + LONGEST_MS : said - skew
}
