import { nextMoment } from '../../domain/matching/clock.ts'
import { concerns, watchInterest } from '../../domain/matching/interest.ts'
import type { Print } from '../../domain/matching/print.ts'
import { run } from './absorb.ts'
import type { AccountState } from './account.ts'
import type { TapedMarket } from './call.ts'
import { fireDeadMan } from './dead-man.ts'
import { cancelDue, nextCancel } from './pending-cancels.ts'

/** How far back the tape is read after a gap: what traded before that fills no order. */
const LONGEST_LOOK_MS = 24 * 3_600_000

/** A clock that steps back further than this was set back on purpose: the tape is read from there again. */
const CLOCK_SLIP_MS = 60_000

interface Shown {
  readonly pair: string
  readonly print: Print
}

/**
 * Brings the account up to `now`, in time order: prints of the pairs with open orders since the last look, expiries, start
 * times, triggers and the dead-man timer; then the book as it stands. Cheap while nothing is open.
 */
export const advance = (account: AccountState, market: TapedMarket, now: number): void => {
  if (account.lookedAt - now > CLOCK_SLIP_MS) account.lookedAt = now
  // A clock that stands still shows nothing new, but what a command made due must not wait for it.
  if (now <= account.lookedAt) {
    showBookToDue(account, market, account.lookedAt)
    return
  }
  const interest = watchInterest(account)
  const from = Math.max(account.lookedAt, now - LONGEST_LOOK_MS)
  for (const { pair, print } of printsSince(account, market, from, now)) {
    passTime(account, market, print.time)
    if (concerns(interest(pair), print.price)) showPrint(account, market, pair, print)
  }
  passTime(account, market, now)
  for (const pair of openPairs(account)) showBook(account, market, pair, now)
  account.lookedAt = now
}

const openPairs = (account: AccountState): readonly string[] => [
  ...new Set(Object.values(account.orders).map((order) => order.terms.pair)),
]

const printsSince = (
  account: AccountState,
  market: TapedMarket,
  from: number,
  now: number,
): readonly Shown[] =>
  openPairs(account)
    .flatMap((pair) => market.prints(pair, from, now).map((print) => ({ pair, print })))
    .sort((a, b) => a.print.time - b.print.time)

/** Lets expiries, starts and the dead-man timer happen that are due by `until`, each at its own moment. */
const passTime = (account: AccountState, market: TapedMarket, until: number): void => {
  for (;;) {
    const moment = Math.min(nextMoment(account) ?? Infinity, account.deadMan ?? Infinity, nextCancel(account))
    if (moment > until) return
    cancelDue(account, moment)
    if (account.deadMan === moment) fireDeadMan(account, moment)
    run(account, { kind: 'clock', now: moment })
    showBookToDue(account, market, moment)
  }
}

const showPrint = (account: AccountState, market: TapedMarket, pair: string, print: Print): void => {
  const late = print.time < (market.knownFrom ?? 0)
  run(account, { kind: 'print', pair, print, late, lagging: market.knownFrom !== undefined })
  showBookToDue(account, market, print.time)
}

/** What has become due (a fired trigger, a start, a conditional close) enters at the book of its moment. */
const showBookToDue = (account: AccountState, market: TapedMarket, now: number): void => {
  if (now < (market.knownFrom ?? 0)) return
  const due = Object.values(account.orders).filter((order) => order.stage === 'due')
  for (const pair of new Set(due.map((order) => order.terms.pair))) showBook(account, market, pair, now)
}

const showBook = (account: AccountState, market: TapedMarket, pair: string, now: number): void => {
  run(account, { kind: 'book', pair, depth: market.book(pair, now), now })
}
