import { BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import type { Circumstances } from '../domain/risk/judge.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { answerOf } from './answer.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { withClientOrderIds } from './client-order-id.ts'
import type { Clock } from './clock.ts'
import type { Answered, Body, Caller, Exchange } from './exchange.ts'
import { inTime, waitedTooLong } from './in-time.ts'
import { increases } from './increase.ts'
import { viewOf } from './intent.ts'
import type { Journal, Wish } from './journal.ts'
import type { Journaled } from './journaled.ts'
import { digestOf } from './normal-form.ts'
import { tagsOf } from './order-tag.ts'
import { isPairUnsettled, pairUnsettled } from './pair-doubt.ts'
import { type Approved, passRails } from './rails.ts'
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
  readonly circumstances: () => Circumstances
  /**
   * The switches: throws kill_switch_on or heartbeat_lapsed where this token may not act now, and counts as a sign of
   * life where it may. Synchronous: asked in the very turn in which the rails are.
   */
  readonly mayAct: (tokenId: string) => void
  readonly newClientOrderId: () => string
  readonly clock: Clock
}

/** An acting call answers within this time: settled, refused, busy, or uncertain with its intent's id. */
export const ANSWER_WITHIN_MS = 20_000
/** What is kept of it for the answer itself. */
const MARGIN_MS = 1_000

/**
 * The outermost coat. What must be awaited is awaited first; then the rails, the journal row and the place in the
 * lane's queue come in one synchronous step, so nothing can slip between a verdict and the order it was given for.
 */
export const guarded = (deps: GuardedDeps): Exchange => {
  const {
    body,
    journal,
    journaled,
    settlement,
    arrivals,
    stop,
    circumstances,
    mayAct,
    newClientOrderId,
    clock,
  } = deps
  const { now } = clock

  const judged = (endpoint: Endpoint, params: Params, wish: Wish): Approved => {
    return noting(endpoint, params, wish, () => {
      mayAct(wish.tokenId)
      return passRails(endpoint, params, circumstances())
    })
  }

  const noting = <T>(endpoint: Endpoint, params: Params, wish: Wish, work: () => T): T => {
    try {
      return work()
    } catch (reason) {
      if (isBreakwaterError(reason) && params.validate !== true)
        attempt(() => journal.deny(endpoint, params, wish, reason, now()))
      throw reason
    }
  }

  const mayGo = async (endpoint: Endpoint, params: Params, until: number): Promise<void> => {
    if (!(await inTime(clock, until, body.ready(endpoint, params)))) throw waitedTooLong()
    const pair = increases(endpoint, params)
    if (pair !== undefined && !(await settlement.pairIsClear(pair, until))) throw pairUnsettled(pair)
  }

  const once = async (
    endpoint: Endpoint,
    params: Params,
    wish: Wish,
    { until, began }: Times,
  ): Promise<Answered> => {
    const arrival = arrivals.enter(tagsOf(endpoint.tool, params), began)
    try {
      await mayGo(endpoint, params, until)
      arrival.pass()
      // The same key may have come a second time while this call waited.
      const meanwhile = journal.replay(wish)
      return meanwhile ? replayed(meanwhile) : await journaled(judged(endpoint, params, wish), wish, until)
    } finally {
      arrival.leave()
    }
  }

  /** An order that was stopped in the queue by a doubt on its pair has not left: it waits for the doubt, then goes again. */
  const untilItLeaves = async (until: number, go: () => Promise<Answered>): Promise<Answered> => {
    for (;;) {
      try {
        return await go()
      } catch (failure) {
        if (!isPairUnsettled(failure) || now() >= until) throw failure
      }
    }
  }

  return {
    async read(endpoint, params) {
      if (!showsOrders(endpoint)) return answerOf(endpoint, await body.read(endpoint, params), now())
      const reply = await body.read(endpoint, withoutUserrefFilter(params))
      return withUserrefs(endpoint, params, answerOf(endpoint, reply, now()), journal)
    },
    stop,
    async act(endpoint, sent, caller) {
      const until = now() + ANSWER_WITHIN_MS - MARGIN_MS
      const { wish, params } = wishOf(endpoint, sent, caller)
      const earlier = journal.replay(wish)
      if (earlier) return replayed(earlier)
      noting(endpoint, params, wish, () => mayAct(wish.tokenId))
      if (endpoint.tool === 'edit_order') throw useAmend()
      const named = withClientOrderIds(endpoint.tool, params, newClientOrderId)
      return untilItLeaves(until, () => once(endpoint, named, wish, { until, began: caller.began }))
    },
  }
}

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
