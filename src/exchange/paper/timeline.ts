import { nextMoment } from '../../domain/matching/clock.ts'
import type { Depth } from '../../domain/matching/depth.ts'
import { concerns, type Interest, interestOf } from '../../domain/matching/interest.ts'
import type { Print } from '../../domain/matching/print.ts'
import { READING } from '../../domain/matching/refused.ts'
import { run } from '../../kraken/trading/absorb.ts'
import type { PaperState } from './state.ts'

/** What was seen of one pair: its prints since the last look, oldest first, and the book after them. */
export interface Sighting {
  readonly pair: string
  readonly prints: readonly Print[]
  /** Undefined where a newer one was shown already. */
  readonly depth: Depth | undefined
}

interface Moments {
  /** Up to when time passes: the prints of every pair are known until then. Unix milliseconds. */
  readonly until: number
  /** What was printed before it is learnt too late for a book of its moment. */
  readonly knownFrom: number
  /** Nothing newer than `until` is missing, so the books may be shown. */
  readonly showsBooks: boolean
}

/**
 * Shows the account what happened on the pairs that were looked at, all of them on one line of time: prints, and between
 * them the ends, the starts and the dead-man timer that fell due; then the books.
 */
export const showMarket = (
  account: PaperState,
  sightings: readonly Sighting[],
  { until, knownFrom, showsBooks }: Moments,
): void => {
  const interest = watch(account)
  for (const { pair, print } of onOneLine(sightings)) {
    passTime(account, print.time)
    const late = print.time < knownFrom
    if (late || concerns(interest(pair), print.price))
      run(account, { kind: 'print', pair, print, late, lagging: true })
  }
  passTime(account, until)
  if (showsBooks)
    for (const { pair, depth } of sightings)
      if (depth) run(account, { kind: 'book', pair, depth, now: until })
  account.lookedAt = until
}

const onOneLine = (sightings: readonly Sighting[]) =>
  sightings
    .flatMap(({ pair, prints }) => prints.map((print) => ({ pair, print })))
    .sort((a, b) => a.print.time - b.print.time)

/** The next moment at which time alone changes something: an end, a start, the dead-man timer. */
export const nextMomentOf = (account: PaperState): number | undefined => {
  const moments = [nextMoment(account), account.deadMan].filter((moment) => moment !== undefined)
  return moments.length === 0 ? undefined : Math.min(...moments)
}

const passTime = (account: PaperState, until: number): void => {
  for (let at = nextMomentOf(account); at !== undefined && at <= until; at = nextMomentOf(account)) {
    if (account.deadMan === at) fireDeadMan(account, at)
    run(account, { kind: 'clock', now: at })
  }
}

// Once it has fired it stays off until it is armed again.
const fireDeadMan = (account: PaperState, now: number): void => {
  account.deadMan = undefined
  run(account, { kind: 'cancel', ids: Object.keys(account.orders), reason: READING.deadMan, now })
}

/** The interest in a pair's prints, computed again only when the orders have changed. */
const watch = (account: PaperState) => {
  let orders = account.orders
  const known = new Map<string, Interest>()
  return (pair: string): Interest => {
    if (orders !== account.orders) known.clear()
    orders = account.orders
    const interest = known.get(pair) ?? interestOf(account, pair)
    known.set(pair, interest)
    return interest
  }
}
