import { BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import type { Decimal } from '../domain/money.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { answerOf } from './answer.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { withClientOrderIds } from './client-order-id.ts'
import type { Clock } from './clock.ts'
import type { Answered, Body, Caller, Exchange } from './exchange.ts'
import { inTime, waitedTooLong, waitUntil } from './in-time.ts'
import { increases } from './increase.ts'
import { viewOf } from './intent.ts'
import type { Journal, Wish } from './journal.ts'
import type { Journaled } from './journaled.ts'
import { digestOf } from './normal-form.ts'
import { tagsOf } from './order-tag.ts'
import { isPairUnsettled, pairUnsettled } from './pair-doubt.ts'
import type { Asking, Prepared, RailsDesk } from './rails/desk.ts'
import { type Approved, type Asked, denied, isPassed, passRails } from './rails.ts'
import type { Replay } from './replay.ts'
import type { Settlement } from './settlement.ts'
import { showsOrders, withoutUserrefFilter, withUserrefs } from './userref-view.ts'

interface GuardedDeps {
  readonly body: Body
  readonly journal: Journal
  readonly journaled: Journaled
  readonly settlement: Settlement
  readonly arrivals: Arrivals
  readonly stop: Exchange['stop']
  readonly rails: RailsDesk
  /** The owner is to be asked: writes down what of, in the step in which the rails said so, and answers the caller. */
  readonly ask: (asked: OwnerQuestion) => Answered
  /**
   * The switches: throws kill_switch_on or heartbeat_lapsed where this token may not act now, and counts as a sign of
   * life where it may. Synchronous: asked in the very turn in which the rails are.
   */
  readonly mayAct: (tokenId: string) => void
  /** The same of a call that its owner has approved: it is no sign of the token's life. */
  readonly mayLeave: (tokenId: string) => void
  readonly newClientOrderId: () => string
  readonly clock: Clock
}

/** An acting call answers within this time: settled, refused, busy, or uncertain with its intent's id. */
export const ANSWER_WITHIN_MS = 20_000
/** What is kept of it for the answer itself. */
const MARGIN_MS = 1_000

/** A call that the rails would let through if its owner says yes; parameters as the caller sent them. */
export interface OwnerQuestion {
  readonly endpoint: Endpoint
  readonly params: Params
  readonly wish: Wish
  readonly reasons: Asked['reasons']
  /** What it counts at worst, in the currency of the token's mandate; absent where that was not measured. */
  readonly cost?: Decimal | undefined
  /** The market as the rails saw it. */
  readonly markets: Asked['markets']
}

/** The rows on which a call waited for its owner's word. */
export interface Approval {
  readonly intents: readonly string[]
}

export interface Guarded extends Exchange {
  /** Carries out what the owner has approved: the same road, on facts of now, with the rows that wait instead of new ones. */
  actApproved(endpoint: Endpoint, params: Params, wish: Wish, approval: Approval): Promise<Answered>
}

/** One call on its way: who wants it, until when, and whether its owner has said yes to it. */
interface Call {
  readonly endpoint: Endpoint
  readonly params: Params
  readonly wish: Wish
  readonly times: Times
  readonly approval?: Approval | undefined
}

/**
 * The outermost coat. What must be awaited is awaited first, and the facts are read last; then the rails, the journal row
 * and the place in the lane's queue come in one synchronous step, so nothing can slip between a verdict and the order it
 * was given for.
 */
export const guarded = (deps: GuardedDeps): Guarded => {
  const { body, journal, journaled, settlement, arrivals, stop, rails, ask, clock } = deps
  const { now } = clock

  const noting = <T>({ endpoint, params, wish, approval }: Omit<Call, 'times'>, work: () => T): T => {
    try {
      return work()
    } catch (reason) {
      if (isBreakwaterError(reason) && params.validate !== true)
        attempt(() => journal.deny(endpoint, params, wish, reason, now(), approval?.intents))
      throw reason
    }
  }

  const within = async <T>(until: number, work: Promise<T>): Promise<T> => {
    const done = await inTime(clock, until, work)
    if (!done) throw waitedTooLong()
    return done.value
  }

  /** Reads what the call is judged on. What is denied already goes no further, and takes nothing of Kraken's budget. */
  const prepared = async (call: Call): Promise<Prepared> => {
    const { endpoint, params, times } = call
    const found = await within(times.until, rails.prepare(endpoint, params, askingOf(call)))
    const { verdict } = found.first
    // What could not be read for the rate is read in a few seconds: that is no verdict on the order.
    if (verdict.verdict === 'deny' && found.gathered.busy) throw found.gathered.busy
    if (verdict.verdict === 'deny')
      noting(call, () => {
        throw denied(verdict.reasons)
      })
    return found
  }

  const mayGo = async ({ endpoint, params, times }: Call): Promise<void> => {
    await within(times.until, body.ready(endpoint, params))
    const pair = increases(endpoint, params)
    if (pair !== undefined && !(await settlement.pairIsClear(pair, times.until))) throw pairUnsettled(pair)
  }

  /** The one synchronous step up to the row: nothing may be awaited here. */
  const judged = (call: Call, { gathered, first }: Prepared): Approved | Asked =>
    noting(call, () => {
      const { endpoint, params, wish, approval } = call
      const { mayAct, mayLeave } = deps
      if (approval) mayLeave(wish.tokenId)
      else mayAct(wish.tokenId)
      return passRails(endpoint, params, rails.judged(gathered, endpoint, params, askingOf(call), first))
    })

  const carried = async (call: Call, found: Prepared): Promise<Answered> => {
    const { endpoint, params, wish, times, approval } = call
    const answer = judged(call, found)
    if (!isPassed(answer)) return ask({ ...answer, endpoint, params, wish })
    return withNotes(await journaled(answer, wish, times.until, approval?.intents), answer.notes)
  }

  const once = async (call: Call): Promise<Answered> => {
    const { endpoint, params, wish, times, approval } = call
    const arrival = arrivals.enter(tagsOf(endpoint.tool, params), times.began, wish.tokenId)
    try {
      const early = await prepared(call)
      const readAt = now()
      await mayGo(call)
      // What was read before a long wait is read again.
      const found = now() - readAt > STILL_FRESH_MS ? await prepared(call) : early
      arrival.pass()
      // The same key may have come a second time while this call waited.
      const meanwhile = approval ? undefined : journal.replay(wish)
      return meanwhile ? replayed(meanwhile) : await carried(call, found)
    } finally {
      arrival.leave()
    }
  }

  /** An order that was stopped in the queue by a doubt on its pair has not left: it waits for the doubt, then goes again. */
  const untilItLeaves = async (call: Call): Promise<Answered> => {
    for (;;) {
      try {
        return await once(call)
      } catch (failure) {
        if (!isPairUnsettled(failure) || waitUntil(clock, call.times.until) === 0 || call.approval)
          throw failure
      }
    }
  }

  const timesOf = (began: number): Times => ({ until: now() + ANSWER_WITHIN_MS - MARGIN_MS, began })

  return {
    async read(endpoint, params) {
      if (!showsOrders(endpoint)) return answerOf(endpoint, await body.read(endpoint, params), now())
      const reply = await body.read(endpoint, withoutUserrefFilter(params))
      return withUserrefs(endpoint, params, answerOf(endpoint, reply, now()), journal)
    },
    stop,
    async act(endpoint, sent, caller) {
      const times = timesOf(caller.began)
      const { wish, params } = wishOf(endpoint, sent, caller)
      const earlier = journal.replay(wish)
      if (earlier) return replayed(earlier)
      noting({ endpoint, params, wish }, () => deps.mayAct(wish.tokenId))
      if (endpoint.tool === 'edit_order') throw useAmend()
      const named = withClientOrderIds(endpoint.tool, params, deps.newClientOrderId)
      return untilItLeaves({ endpoint, params: named, wish, times })
    },
    actApproved: (endpoint, params, wish, approval) =>
      untilItLeaves({ endpoint, params, wish, times: timesOf(now()), approval }),
  }
}

/** What was read is judged within this time; a book is believed for five seconds. */
const STILL_FRESH_MS = 2_000

const askingOf = ({ wish, approval }: Call): Asking => ({
  tokenId: wish.tokenId,
  insists: wish.insists,
  isApproved: approval !== undefined,
})

const withNotes = (answer: Answered, notes: readonly string[]): Answered =>
  notes.length === 0
    ? answer
    : { ...answer, note: [...notes, ...(answer.note ? [answer.note] : [])].join(' ') }

/** By when a call must be answered, and when it came to the front door; unix milliseconds. */
interface Times {
  readonly until: number
  readonly began: number
}

const wishOf = (endpoint: Endpoint, sent: Params, caller: Caller): { wish: Wish; params: Params } => {
  const { idempotency_key, ...params } = sent
  const idempotencyKey = typeof idempotency_key === 'string' ? idempotency_key : undefined
  const hasOwnIds = tagsOf(endpoint.tool, params).length > 0
  return {
    params,
    wish: {
      tokenId: caller.tokenId,
      request: caller.request,
      digest: digestOf(endpoint.tool, params),
      // A rehearsal is never bound.
      idempotencyKey: params.validate === true ? undefined : idempotencyKey,
      insists: idempotencyKey !== undefined || hasOwnIds,
    },
  }
}

const replayed = (intents: Replay): Answered => ({
  result: { intents: intents.map(viewOf) },
  note: 'This idempotency_key was used before: nothing was sent, and this is how that call stands now.',
})

// The order that an edit makes carries no id of ours: after a lost answer it could not be told from a stranger's.
const useAmend = () =>
  new BreakwaterError(
    'refused',
    'use_amend_order',
    'edit_order is not offered here: its new order could not be found again.',
    {
      hint: 'Use amend_order, which keeps the order and its id; or cancel it and place a new one.',
    },
  )
