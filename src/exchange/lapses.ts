import { isBreakwaterError } from '../domain/errors.ts'
import type { Duty } from './alarm.ts'
import { attempt } from './attempt.ts'
import { bounded } from './bounded.ts'
import { batchOf, type OrderName } from './cancel-target.ts'
import type { Clock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import { dueBy, type Heartbeat, type Heartbeats } from './heartbeats.ts'
import type { Intent } from './intent.ts'
import type { JournalBook } from './journal-book.ts'
import { namesOf } from './order-holder.ts'
import { isProtective } from './protective.ts'

interface LapseDeps {
  readonly heartbeats: Heartbeats
  readonly journal: Pick<JournalBook, 'working' | 'unsettled' | 'list'>
  readonly stop: Exchange['stop']
  readonly clock: Clock
}

/** The ring waits no longer, since the dead-man refresh rings with it; the cancels go on. */
const RING_WAITS_MS = 5_000
/** A cancel that failed is tried again after this time. */
const RETRY_MS = 15_000
/** How many of a token's waiting orders are looked for; the lane's queue holds no more. */
const MOST_WAITING = 256

/** A token's own, and what its fills have opened. */
const ORDERS: ReadonlySet<string> = new Set(['add_order', 'add_order_batch', 'conditional_close'])

/** Cancels the orders of every token whose sign of life did not come, and goes on until Kraken has heard it. */
export const createLapses = ({ heartbeats, journal, stop, clock }: LapseDeps): Duty => {
  // After an eviction nobody knows whether the cancels of a lapse were heard; asking again does no harm.
  const unheard = new Map<string, number>(
    heartbeats
      .all()
      .flatMap(({ tokenId, lapsedAt }) => (lapsedAt === undefined ? [] : [[tokenId, lapsedAt]])),
  )

  const dueAt = (): number | undefined => {
    const waiting = heartbeats.all().filter(({ lapsedAt }) => lapsedAt === undefined)
    const now = clock.now()
    // What a wall clock that stepped back has put out of reach is looked at now.
    const dues = [
      ...waiting.map((beat) => (beat.beatAt > now ? now : dueBy(beat))),
      ...[...unheard.values()].map((at) => (isDue(at, now) ? Math.min(at, now) : at)),
    ]
    return dues.length === 0 ? undefined : Math.min(...dues)
  }

  const ordersOf = ({ tokenId, stops }: Heartbeat): readonly OrderName[] => {
    const rows: readonly Intent[] = [
      ...journal.working(tokenId),
      ...journal.unsettled().filter((intent) => intent.tokenId === tokenId),
      ...journal.list({ tokenId, state: 'intended', limit: MOST_WAITING }),
    ]
    return namesOf(
      rows
        .filter(({ tool }) => ORDERS.has(tool))
        .filter(({ params }) => stops || !isProtective(params.ordertype)),
    )
  }

  const cancel = async (beat: Heartbeat): Promise<void> => {
    const { tokenId } = beat
    unheard.set(tokenId, clock.now() + RETRY_MS)
    const names = attempt(() => ordersOf(beat))
    if (!names) return
    const caller = { tokenId, request: 'heartbeat', began: clock.now() }
    const { endpoint, params } = batchOf(names)
    try {
      if (names.length > 0) await stop(endpoint, params, caller)
    } catch (failure) {
      // Where none of them is open any more, there is nothing left to do.
      if (!isBreakwaterError(failure) || failure.code !== 'unknown_order') return
    }
    unheard.delete(tokenId)
  }

  return {
    name: 'heartbeats',
    dueAt,
    async run(now) {
      for (const { tokenId } of heartbeats.all()) heartbeats.setBack(tokenId, now)
      for (const beat of heartbeats.all())
        if (beat.lapsedAt === undefined && now >= dueBy(beat)) {
          heartbeats.lapse(beat.tokenId, now)
          unheard.set(beat.tokenId, now)
        }
      const due = heartbeats.all().filter(({ tokenId }) => isDue(unheard.get(tokenId), now))
      // A token that was disarmed, or beats again, is no longer pursued.
      for (const tokenId of unheard.keys())
        if (heartbeats.of(tokenId)?.lapsedAt === undefined) unheard.delete(tokenId)
      await bounded(clock, RING_WAITS_MS, Promise.all(due.map(cancel)))
    },
  }
}

const isDue = (at: number | undefined, now: number): boolean =>
  at !== undefined && (at <= now || at - now > RETRY_MS)
