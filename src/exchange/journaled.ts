import { isBreakwaterError, withDetails } from '../domain/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import { answerOf } from './answer.ts'
import type { Clock } from './clock.ts'
import type { Answered, Body } from './exchange.ts'
import { inTime, waitedTooLong } from './in-time.ts'
import type { Intent } from './intent.ts'
import type { Intended, Journal, Outcome, Wish } from './journal.ts'
import { outcomesOf } from './outcomes.ts'
import type { Approved } from './rails.ts'
import { settledAnswer } from './settled-answer.ts'
import type { Settlement } from './settlement.ts'

/**
 * Carries an approved call out; answers by `until` (unix milliseconds) at the latest, settled or not. `reuse` names the
 * rows on which the call waited for its owner; without it new ones are written.
 */
export type Journaled = (
  approved: Approved,
  wish: Wish,
  until: number,
  reuse?: readonly string[],
) => Promise<Answered>

interface JournaledDeps {
  readonly body: Body
  readonly journal: Journal
  readonly settlement: Settlement
  readonly clock: Clock
  /** Throws where what waited in the queue must not leave any more: a latch, a lapse, a revoked token. */
  readonly mayLeave?: (tokenId: string, call: Approved) => void
  /** Our clock, corrected to Kraken's. */
  readonly exchangeNow: () => number
}

/**
 * The middle coat: a row before anything is sent, what became of it after, and the answer last.
 * Nothing here sends twice; what is in doubt is looked for, and answered as it stands.
 */
export const journaled = ({
  body,
  journal,
  settlement,
  clock,
  mayLeave = () => {},
  exchangeNow,
}: JournaledDeps): Journaled => {
  const { now } = clock

  const send = async (intended: Intended, tokenId: string, departure: Departure): Promise<Reply> => {
    try {
      return await body.send(
        intended,
        (deadline) => {
          if (departure.isCalledOff) throw waitedTooLong()
          mayLeave(tokenId, intended.call)
          departure.isOver = true
          journal.sent(intended, deadline, { ours: now(), exchanges: exchangeNow() })
        },
        (reply) => settleBy(intended, reply),
      )
    } catch (failure) {
      // The lane throws only for what never left: no place in the queue, too long a wait, a cancel that came first.
      const code = isBreakwaterError(failure) ? failure.code : 'internal'
      const isBusy = isBreakwaterError(failure) && failure.kind === 'busy'
      journal.settle(intended, [{ state: isBusy ? 'busy' : 'withdrawn', code }], now())
      throw failure
    }
  }

  /** Written in the turn in which the reply arrives, and again by whoever sent it, in case it could not be written then. */
  const settleBy = (intended: Intended, reply: Reply): readonly Outcome[] => {
    const outcomes = outcomesOf(intended.call, reply, now())
    journal.settle(intended, outcomes, now())
    return outcomes
  }

  /** Sends, and writes down what came of it, whether or not anybody still waits for the answer. */
  const carry = async (intended: Intended, tokenId: string, departure: Departure): Promise<Reply> => {
    const reply = await send(intended, tokenId, departure)
    const outcomes = settleBy(intended, reply)
    if (outcomes.some(isInDoubt)) settlement.plan()
    settlement.fulfil(intended.intents)
    return reply
  }

  /** The answer is due: what still waits here never leaves, what has left is answered as what it is. */
  const callOff = (intended: Intended, departure: Departure): Reply => {
    if (departure.isOver) return { kind: 'lost', why: 'timeout' }
    departure.isCalledOff = true
    journal.settle(intended, [{ state: 'busy', code: 'queue_full' }], now())
    throw waitedTooLong()
  }

  const lookFor = async ({ intents }: Intended, until: number): Promise<readonly Intent[]> => {
    await settlement.settled(intents, until)
    return intents.flatMap((id) => journal.get(id) ?? [])
  }

  return async (approved, wish, until, reuse) => {
    const isRehearsal = approved.params.validate === true
    const intended = isRehearsal ? journal.rehearse(approved) : journal.intend(approved, wish, now(), reuse)
    const departure: Departure = { isOver: false, isCalledOff: false }
    const carried = await inTime(clock, until, carry(intended, wish.tokenId, departure))
    const reply = carried ? carried.value : callOff(intended, departure)
    if (!isRehearsal && outcomesOf(approved, reply, now()).some(isInDoubt)) {
      const answer = settledAnswer(approved, await lookFor(intended, until))
      if (answer) return answer
    }
    return told(approved, reply, intended, now())
  }
}

const isInDoubt = ({ state }: Outcome): boolean => state === 'uncertain'

/** Whether a call has left, and whether it still may. */
interface Departure {
  isOver: boolean
  isCalledOff: boolean
}

/** The answer to what is clear, and the error for what is not, with the ids to look for. */
const told = (
  approved: Approved,
  reply: Reply,
  { intents, clientOrderIds }: Intended,
  now: number,
): Answered => {
  try {
    return answerOf(approved.endpoint, clearOrLost(approved, reply, now), now)
  } catch (failure) {
    if (!isBreakwaterError(failure) || failure.kind !== 'uncertain') throw failure
    throw withDetails(failure, {
      intents,
      ...(clientOrderIds.length > 0 ? { cl_ord_ids: clientOrderIds } : {}),
    })
  }
}

/** A result that does not say what became of the call is a lost one; in a batch each order speaks for itself. */
const clearOrLost = (approved: Approved, reply: Reply, now: number): Reply => {
  if (reply.kind !== 'result' || approved.params.validate === true) return reply
  const isClear = outcomesOf(approved, reply, now).some(({ state }) => state !== 'uncertain')
  return isClear ? reply : { kind: 'lost', why: 'not_envelope' }
}
