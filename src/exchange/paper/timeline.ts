import { nextMoment } from '../../domain/matching/clock.ts'
import type { Depth } from '../../domain/matching/depth.ts'
import { concerns, watchInterest } from '../../domain/matching/interest.ts'
import type { Print } from '../../domain/matching/print.ts'
import { run } from '../../kraken/trading/absorb.ts'
import { fireDeadMan } from '../../kraken/trading/dead-man.ts'
import { openPairs, type PaperState } from './state.ts'

/** What was seen of one pair: its prints since the last look, oldest first, and the book after them. */
export interface Sighting {
  readonly pair: string
  readonly prints: readonly Print[]
  /** Undefined where a newer one was shown already. */
  readonly depth: Depth | undefined
}

interface Moments {
  /** Up to when time passes for the pairs that were seen: their prints are known until then. Unix milliseconds. */
  readonly until: number
  readonly now: number
  /** What was printed before it is learnt too late for a book of its moment. */
  readonly knownFrom: number
  /** Nothing newer than `until` is missing, so the books may be shown. */
  readonly showsBooks: boolean
}

/** An order that can no longer be told what was traded before its end waits no longer for it: its pair may be gone. */
const BLIND_MS = 3_600_000

/**
 * Shows the account what happened on the pairs that were looked at, all of them on one line of time: prints, and between
 * them the ends, the starts and the dead-man timer that fell due; then the books. On a pair that could not be seen time
 * stands still, an hour at most; the timer is a stop and waits for none.
 */
export const showMarket = (
  account: PaperState,
  sightings: readonly Sighting[],
  { until, now, knownFrom, showsBooks }: Moments,
): void => {
  const interest = watchInterest(account)
  const seen = new Set(sightings.map(({ pair }) => pair))
  for (const { pair, print } of onOneLine(sightings)) {
    passTime(account, print.time, seen)
    const late = print.time < knownFrom
    if (late || concerns(interest(pair), print.price))
      run(account, { kind: 'print', pair, print, late, lagging: true })
  }
  passTime(account, until, seen)
  passTime(account, now - BLIND_MS, blindOf(account, seen))
  if (account.deadMan !== undefined && account.deadMan <= now) fireDeadMan(account, account.deadMan)
  if (showsBooks)
    for (const { pair, depth } of sightings)
      if (depth) run(account, { kind: 'book', pair, depth, now: until })
  account.lookedAt = until
}

const onOneLine = (sightings: readonly Sighting[]) =>
  sightings
    .flatMap(({ pair, prints }) => prints.map((print) => ({ pair, print })))
    .sort((a, b) => a.print.time - b.print.time)

/** The next moment at which time alone changes something on a pair: an end or a start; undefined where there is none. */
export const momentOn = (account: PaperState, pair: string): number | undefined =>
  nextMoment(account, new Set([pair]))

const passTime = (account: PaperState, until: number, pairs: ReadonlySet<string>): void => {
  const next = () => Math.min(nextMoment(account, pairs) ?? Infinity, account.deadMan ?? Infinity)
  for (let at = next(); at <= until; at = next()) {
    if (account.deadMan === at) fireDeadMan(account, at)
    run(account, { kind: 'clock', now: at, pairs })
  }
}

const blindOf = (account: PaperState, seen: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(openPairs(account).filter((pair) => !seen.has(pair)))
