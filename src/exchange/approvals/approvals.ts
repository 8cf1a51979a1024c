import type { Duty } from '../alarm.ts'
import type { Clock } from '../clock.ts'
import type { Answered } from '../exchange.ts'
import type { OwnerQuestion } from '../guarded.ts'
import { type AskingDeps, createAsking } from './asking.ts'
import { createDeciding, type Deciding, type DecidingDeps } from './deciding.ts'
import { createLapse } from './lapsing.ts'
import type { Question } from './store.ts'
import { createTakingBack, type TakingBack } from './taking-back.ts'
import { answerOf, questionView } from './words.ts'

/** What waits for the owner's word: asked for by the rails, answered at the owner's door, carried out by the same road. */
export interface Approvals extends Duty, Deciding, TakingBack {
  /** Writes down what the owner is asked, in the step in which the rails asked; throws `refused` (approvals_full). */
  ask(question: OwnerQuestion): Answered
  pending(): Answered
  /** What a token is told of a call of its own that still waits; undefined where none of that id does. */
  told(id: string, tokenId: string): Answered | undefined
  /** What get_intent adds to an intent that waits. */
  viewOf(id: string): Readonly<Record<string, unknown>>
}

interface ApprovalsDeps extends Omit<AskingDeps & DecidingDeps, 'now' | 'lapse'> {
  readonly clock: Pick<Clock, 'now'>
}

export const createApprovals = ({ clock, ...deps }: ApprovalsDeps): Approvals => {
  const { sql, questions, approvalOf } = deps
  const { now } = clock
  const lapse = createLapse(sql, questions)

  const own = (id: string, tokenId: string): Question | undefined => {
    lapse(now())
    return questions.waiting(tokenId).find((one) => one.id === id)
  }

  return {
    ...createDeciding({ ...deps, now, lapse }),
    ...createTakingBack({ sql, questions, now, own }),
    ask: createAsking({ ...deps, now }),
    pending() {
      lapse(now())
      return { result: { pending: questions.waiting().map((one) => questionView(one, approvalOf(one.id))) } }
    },
    told(id, tokenId) {
      const question = own(id, tokenId)
      return question && answerOf(question, approvalOf(id))
    },
    viewOf(id) {
      const question = questions.get(id)
      return question ? questionView(question, approvalOf(question.id)) : {}
    },
    name: 'approvals',
    dueAt: questions.dueAt,
    run: async (at) => lapse(at),
  }
}
