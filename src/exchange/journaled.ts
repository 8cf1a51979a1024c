import { type BreakwaterError, isBreakwaterError, withDetails } from '../domain/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import { answerOf } from './answer.ts'
import type { Answered, Body, Caller } from './exchange.ts'
import type { Intended, Journal } from './journal.ts'
import { outcomesOf } from './outcomes.ts'
import type { Approved } from './rails.ts'

export type Journaled = (approved: Approved, caller: Caller) => Promise<Answered>

/**
 * The middle coat: a row before anything is sent, what became of it after, and the answer last.
 * Nothing here sends twice; what is in doubt is answered `uncertain` with the ids to look for.
 */
export const journaled =
  (body: Body, journal: Journal, now: () => number): Journaled =>
  async (approved, caller) => {
    // A rehearsal places nothing, so nothing is written.
    const intended =
      approved.params.validate === true ? journal.rehearse(approved) : journal.intend(approved, caller, now())
    const reply = await send(body, journal, intended, now)
    journal.settle(intended, outcomesOf(approved, reply, now()), now())
    try {
      return answerOf(approved.endpoint, reply, now())
    } catch (failure) {
      throw isBreakwaterError(failure) ? withIds(failure, intended) : failure
    }
  }

const send = async (body: Body, journal: Journal, intended: Intended, now: () => number): Promise<Reply> => {
  try {
    return await body.send(intended, (deadline) => journal.sent(intended, deadline, now()))
  } catch (failure) {
    // The lane throws only for what never left: no place in the queue, too long a wait, a cancel that came first.
    const code = isBreakwaterError(failure) ? failure.code : 'internal'
    journal.settle(intended, [{ state: code === 'order_withdrawn' ? 'withdrawn' : 'busy', code }], now())
    throw failure
  }
}

// Whoever hears "uncertain" must know what to look for.
const withIds = (failure: BreakwaterError, { intents, clientOrderIds }: Intended): BreakwaterError =>
  failure.kind === 'uncertain'
    ? withDetails(failure, { intents, ...(clientOrderIds.length > 0 ? { cl_ord_ids: clientOrderIds } : {}) })
    : failure
