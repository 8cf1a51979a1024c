import { createHash } from 'node:crypto'
import { BreakwaterError, isBreakwaterError } from '../../domain/errors.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import { endpointOf } from '../../kraken/endpoints/all.ts'
import type { Duty } from '../alarm.ts'
import type { Alerts } from '../alerts.ts'
import type { Matches } from '../arrivals.ts'
import { attempt } from '../attempt.ts'
import type { Clock } from '../clock.ts'
import type { Answered } from '../exchange.ts'
import type { Guarded, OwnerQuestion } from '../guarded.ts'
import type { Journal } from '../journal.ts'
import { type OrderTag, tagsOf } from '../order-tag.ts'
import type { Origin } from '../origin.ts'
import type { Tables } from '../rails/tables.ts'
import type { Sql } from '../sql.ts'
import type { TokenAuthority } from '../token-authority.ts'
import { TOKEN_REFUSALS } from '../token-refusals.ts'
import type { Question, Questions } from './store.ts'
import { plainCost, summaryOf } from './summary.ts'
import { answerOf, questionView, rehearsed } from './words.ts'

/** An approval counts for so long after it was asked for. */
export const LAPSE_MS = 10 * 60_000
/** No token has more calls waiting. */
const MOST_WAITING = 20

/** What waits for the owner's word: asked for by the rails, answered at the owner's door, carried out by the same road. */
export interface Approvals extends Duty {
  /** Writes down what the owner is asked, in the step in which the rails asked; throws `refused` (approvals_full). */
  ask(question: OwnerQuestion): Answered
  pending(): Answered
  /**
   * Carries the call out now, if it is still what was asked for and everything still allows it. Throws `forbidden`
   * (own_approval, token_revoked, token_expired), `refused` (approval_over), and whatever stands against the call by now.
   */
  approve(id: string, by: string, hash?: string): Promise<Answered>
  deny(id: string, by: string): Answered
  /** Takes back the new orders that match; answers them. Never throws. */
  withdraw(matches: Matches): readonly OrderTag[]
  /** Takes back everything of these tokens, or of everybody; answers how many calls. Never throws. */
  withdrawOf(tokenIds: readonly string[] | 'everybody', code: string, by: string): number
  /** Takes back a token's own call that still waits; answers whether it did. */
  withdrawOne(id: string, tokenId: string, code: string, by: string): boolean
  /** What a token is told of a call of its own that still waits; undefined where none of that id does. */
  told(id: string, tokenId: string): Answered | undefined
  /** What get_intent adds to an intent that waits. */
  viewOf(id: string): Readonly<Record<string, unknown>>
}

interface ApprovalsDeps {
  readonly sql: Sql
  readonly questions: Questions
  readonly journal: Pick<Journal, 'awaitApproval'>
  readonly alerts: Alerts
  readonly tokens: Pick<TokenAuthority, 'mustStand' | 'expiryOf'>
  readonly tables: Pick<Tables, 'known'>
  readonly clock: Pick<Clock, 'now'>
  /** Where the owner decides, if that is known. */
  readonly approvalOf: Origin['approvalOf']
  readonly perform: Guarded['actApproved']
  readonly planned: () => void
}

export const createApprovals = (deps: ApprovalsDeps): Approvals => {
  const { sql, questions, journal, alerts, tokens, tables, clock, approvalOf, perform, planned } = deps
  const { now } = clock

  const takeBack = (question: Question, code: string, by: string): boolean =>
    sql.transaction(() => {
      if (!questions.decide(question.id, 'withdrawn', by, now())) return false
      questions.close(question, 'withdrawn', code, now())
      return true
    })

  const lapse = (at: number): void => {
    for (const question of questions.due(at))
      sql.transaction(() => {
        questions.decide(question.id, 'lapsed', 'server', at)
        questions.close(question, 'withdrawn', 'approval_lapsed', at)
      })
  }

  /** The question as it was asked, if it still waits. */
  const waiting = (id: string, by: string): { readonly question: Question; readonly endpoint: Endpoint } => {
    lapse(now())
    const question = questions.get(id)
    const endpoint = question && endpointOf(question.tool)
    if (!question || !endpoint) throw isOver('Nothing was asked under this id.')
    if (question.tokenId === by) throw ownApproval()
    return { question, endpoint }
  }

  const own = (id: string, tokenId: string): Question | undefined => {
    lapse(now())
    return questions.waiting(tokenId).find((one) => one.id === id)
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
    ask({ endpoint, params, wish, reasons: judged, markets: [market], cost = plainCost(params) }) {
      const reasons = judged.map(({ message }) => message)
      const summary = summaryOf(endpoint, params, tables.known())
      if (params.validate === true) return rehearsed(summary, cost, reasons)
      if (questions.waiting(wish.tokenId).length >= MOST_WAITING) throw tooMany()
      const at = now()
      const question = sql.transaction(() => {
        const intents = journal.awaitApproval(endpoint, params, wish, at)
        const [id = ''] = intents
        const hash = hashOf(endpoint.tool, params)
        const times = { askedAt: at, lapsesAt: at + LAPSE_MS }
        const asked = {
          id,
          tokenId: wish.tokenId,
          tool: endpoint.tool,
          params,
          hash,
          wish,
          intents,
          summary,
          cost,
          market,
          reasons,
          ...times,
        }
        questions.add(asked)
        const link = approvalOf(id)
        const facts = { intent: id, token: wish.tokenId, summary, cost: cost ?? null, ...(link && { link }) }
        alerts.raise('approval_waiting', { ...facts, lapses: new Date(times.lapsesAt).toISOString() }, at)
        return asked
      })
      planned()
      return answerOf(question, approvalOf(question.id))
    },
    pending() {
      lapse(now())
      return { result: { pending: questions.waiting().map((one) => questionView(one, approvalOf(one.id))) } }
    },
    async approve(id, by, hash) {
      const { question, endpoint } = waiting(id, by)
      const isSame = hashOf(question.tool, question.params) === question.hash
      if (!isSame || (hash !== undefined && hash !== question.hash))
        throw isOver('It is not what was asked for.')
      if (!questions.decide(question.id, 'approved', by, now())) throw isOver('It waits no more.')
      const { result, note } = await carryOut(question, endpoint)
      return {
        result: { id: question.id, state: 'approved', summary: question.summary, answer: result },
        ...(note === undefined ? {} : { note }),
      }
    },
    deny(id, by) {
      const { question } = waiting(id, by)
      sql.transaction(() => {
        if (!questions.decide(question.id, 'denied', by, now())) throw isOver('It waits no more.')
        questions.close(question, 'denied', 'owner_denied', now())
      })
      return { result: { id: question.id, state: 'denied', summary: question.summary } }
    },
    withdraw: (matches) =>
      (attempt(() => questions.waiting()) ?? []).flatMap((question) => {
        const tags = tagsOf(question.tool, question.params)
        const isMeant = tags.some((tag) => matches(tag, question.tokenId))
        const taken = isMeant && attempt(() => takeBack(question, 'order_withdrawn', 'cancel'))
        return taken ? tags : []
      }),
    withdrawOf: (tokenIds, code, by) =>
      (attempt(() => questions.waiting()) ?? [])
        .filter(({ tokenId }) => tokenIds === 'everybody' || tokenIds.includes(tokenId))
        .filter((question) => attempt(() => takeBack(question, code, by)) === true).length,
    withdrawOne(id, tokenId, code, by) {
      const question = own(id, tokenId)
      return question !== undefined && takeBack(question, code, by)
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

const hashOf = (tool: string, params: Params): string =>
  createHash('sha256')
    .update(JSON.stringify([tool, params]))
    .digest('hex')

const isOver = (why: string) =>
  new BreakwaterError('refused', 'approval_over', `${why} Nothing was sent.`, {
    hint: '`pending` shows what waits.',
  })

const ownApproval = () =>
  new BreakwaterError('forbidden', 'own_approval', 'A token does not approve what it asked for itself.', {
    hint: 'The owner approves with another one: npm run token -- pending.',
  })

const tooMany = () =>
  new BreakwaterError(
    'refused',
    'approvals_full',
    `${MOST_WAITING} calls of this token wait for its owner already; this one was not written down.`,
    { hint: 'Wait for the owner, or take orders back: cancel_order by their cl_ord_id.' },
  )
