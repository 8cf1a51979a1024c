import { isBreakwaterError } from '../../domain/errors.ts'
import type { Endpoint } from '../../kraken/endpoint.ts'
import { endpointOf } from '../../kraken/endpoints/all.ts'
import { attempt } from '../attempt.ts'
import type { Answered } from '../exchange.ts'
import type { Guarded } from '../guarded.ts'
import type { Sql } from '../sql.ts'
import type { TokenAuthority } from '../token-authority.ts'
import { TOKEN_REFUSALS } from '../token-refusals.ts'
import { hashOf } from './call-hash.ts'
import { isOver, ownApproval } from './refusals.ts'
import type { Question, Questions } from './store.ts'

/** The owner's word on a question. */
export interface Deciding {
  /**
   * Carries the call out now, if it is still what was asked for and everything still allows it. Throws `forbidden`
   * (own_approval, token_revoked, token_expired), `refused` (approval_over), and whatever stands against the call by now.
   */
  approve(id: string, by: string, hash?: string): Promise<Answered>
  /** Throws `forbidden` (own_approval), `refused` (approval_over). */
  deny(id: string, by: string): Answered
}

export interface DecidingDeps {
  readonly sql: Sql
  readonly questions: Questions
  readonly tokens: Pick<TokenAuthority, 'mustStand' | 'expiryOf'>
  readonly now: () => number
  readonly perform: Guarded['actApproved']
  /** Throws where what an earlier life left has not been marked yet: the call could repeat what is in doubt. */
  readonly mayAct: () => void
  /** Ends what has waited too long. */
  readonly lapse: (at: number) => void
}

export const createDeciding = (deps: DecidingDeps): Deciding => {
  const { sql, questions, tokens, now, perform, mayAct, lapse } = deps

  /** The question as it was asked, if it still waits. */
  const waiting = (id: string, by: string): { readonly question: Question; readonly endpoint: Endpoint } => {
    lapse(now())
    const question = questions.get(id)
    const endpoint = question && endpointOf(question.tool)
    if (!question || !endpoint) throw isOver('Nothing was asked under this id.')
    if (question.tokenId === by) throw ownApproval()
    return { question, endpoint }
  }

  const decide = ({ id }: Question, as: 'approved' | 'denied', by: string): void => {
    if (!questions.decide(id, as, by, now())) throw isOver('It waits no more.')
  }

  const mayStillAct = (tokenId: string): void => {
    tokens.mustStand(tokenId)
    const ends = tokens.expiryOf(tokenId)
    if (ends !== null && ends <= now()) throw TOKEN_REFUSALS.expired()
  }

  const carryOut = async (question: Question, endpoint: Endpoint): Promise<Answered> => {
    const { params, intents, wish } = question
    try {
      mayStillAct(question.tokenId)
      // The owner's word stands for what the caller's own ids say otherwise: exactly this one is meant.
      return await perform(endpoint, params, { ...wish, insists: true }, { intents })
    } catch (failure) {
      const code = isBreakwaterError(failure) ? failure.code : 'internal'
      attempt(() => questions.close(question, 'withdrawn', code, now()))
      throw failure
    }
  }

  return {
    async approve(id, by, hash) {
      mayAct()
      const { question, endpoint } = waiting(id, by)
      if (!isMeant(question, hash)) throw isOver('It is not what was asked for.')
      decide(question, 'approved', by)
      const { result, note } = await carryOut(question, endpoint)
      return {
        result: { id: question.id, state: 'approved', summary: question.summary, answer: result },
        ...(note === undefined ? {} : { note }),
      }
    },
    deny(id, by) {
      const { question } = waiting(id, by)
      sql.transaction(() => {
        decide(question, 'denied', by)
        questions.close(question, 'denied', 'owner_denied', now())
      })
      return { result: { id: question.id, state: 'denied', summary: question.summary } }
    },
  }
}

/** Whether the row still says what was asked, and the owner has seen the same. */
const isMeant = (question: Question, seen: string | undefined): boolean =>
  hashOf(question.tool, question.params) === question.hash && (seen === undefined || seen === question.hash)
