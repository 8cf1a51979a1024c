import type { Params } from '../kraken/endpoint.ts'
import { OpenOrders } from '../kraken/endpoints/account/orders.ts'
import { CancelAll, CancelAllOrdersAfter } from '../kraken/endpoints/trading/cancelling.ts'
import { isInDoubt } from '../kraken/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Clock } from './clock.ts'
import type { Body } from './exchange.ts'
import { rowsIn } from './protective.ts'
import type { UnderWay } from './under-way.ts'

/** How long one call of a sweep may take: three lost cancels, the timer and a look must fit into an answer's 20 s. */
export const CALL_MS = 3_000
/** How often a cancel whose answer is lost is sent; it does no harm twice. */
const MOST_CANCELS = 3
/** The exchange finishes by itself so long after the last deadline. */
const AFTER_DEADLINE_MS = 5_000
/** Pauses between looks while something is still open. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000]

/** What a sweep has come to so far; it is read while the sweep goes on. */
export interface Sweep {
  cancelled: number
  /** As last read; undefined while it could not be read. */
  openOrders: number | undefined
  verified: boolean
  /** What was cancelled, was cancelled after this: the earlier of our clock and Kraken's, unix milliseconds. */
  from: number
}

interface SweepDeps {
  readonly body: Pick<Body, 'stop' | 'urgent'>
  readonly underWay: UnderWay
  readonly clock: Clock
}

/** How far a sweep may go. */
export interface Leave {
  /** Asked before every send and once more in the turn in which it leaves: nothing more goes out once this says no. */
  isOn(): boolean
  /** Whether a look at that moment (unix milliseconds) is still wanted. */
  goesOn(at: number): boolean
  /** Waits so many milliseconds, or until it is off. */
  rest(ms: number): Promise<void>
}

/** Cancels everything and looks until nothing is open and nothing can arrive any more, or until the time has come. */
export const createSweeper = ({ body, underWay, clock }: SweepDeps) => {
  /** Undefined where it was put off before this could leave. */
  const stop = async (
    endpoint: typeof CancelAll | typeof CancelAllOrdersAfter,
    params: Params,
    { isOn }: Leave,
  ): Promise<Reply | undefined> => {
    const mustBeOn = () => {
      if (!isOn()) throw new Error('put off')
    }
    try {
      mustBeOn()
      return await body.stop(endpoint, params, mustBeOn, CALL_MS)
    } catch (failure) {
      if (isOn()) throw failure
      return undefined
    }
  }

  const cancelAll = async (sweep: Sweep, leave: Leave): Promise<void> => {
    for (let sent = 0; sent < MOST_CANCELS; sent++) {
      const reply = await stop(CancelAll, {}, leave)
      if (!reply) return
      if (reply.date !== undefined) sweep.from = Math.min(sweep.from, reply.date)
      if (reply.kind === 'result') sweep.cancelled += countIn(reply)
      if (!isInDoubt(reply)) return
    }
  }

  // If we die now, Kraken itself cancels what arrives until its last deadline.
  const setTimer = async (since: number, leave: Leave): Promise<boolean> => {
    const ahead = Math.max(0, underWay.lastDeadline(since) - clock.now())
    const timeout = Math.ceil((ahead + AFTER_DEADLINE_MS) / 1000)
    return (await stop(CancelAllOrdersAfter, { timeout }, leave))?.kind === 'result'
  }

  const look = async (sweep: Sweep, since: number, { isOn }: Leave): Promise<void> => {
    if (!isOn()) return
    const askedAt = clock.now()
    const rows = rowsIn(await body.urgent(OpenOrders, {}, CALL_MS), 'open')
    sweep.openOrders = rows?.length
    sweep.verified = rows?.length === 0 && askedAt >= underWay.clearAt(since)
  }

  /**
   * `since` is when the last order can have left; `seen` runs once, after the first look, if that verified nothing. Ends
   * where `leave` says no of the moment of the next look. Never throws for what the wire does.
   */
  return async (sweep: Sweep, since: number, leave: Leave, seen: () => Promise<void>): Promise<void> => {
    await cancelAll(sweep, leave)
    let isTimed = await setTimer(since, leave)
    await look(sweep, since, leave)
    if (!sweep.verified && leave.isOn()) await seen()
    for (let round = 0; !sweep.verified; round++) {
      const pause = PAUSES_MS[Math.min(round, PAUSES_MS.length - 1)] ?? 0
      // Where nothing is open, only time is missing: one look when the last deadline is over.
      const wait = sweep.openOrders === 0 ? Math.max(0, underWay.clearAt(since) - clock.now()) : pause
      if (!leave.goesOn(clock.now() + wait)) return
      if (sweep.openOrders !== 0) await cancelAll(sweep, leave)
      if (!isTimed) isTimed = await setTimer(since, leave)
      await leave.rest(wait)
      if (!leave.goesOn(clock.now())) return
      await look(sweep, since, leave)
    }
  }
}

const countIn = (reply: Reply): number =>
  reply.kind === 'result' &&
  typeof reply.result === 'object' &&
  reply.result !== null &&
  'count' in reply.result
    ? Number(reply.result.count) || 0
    : 0
