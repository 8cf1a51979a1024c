import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Alerts } from '../alerts.ts'
import { namesIn } from '../cancel-target.ts'
import type { Answered } from '../exchange.ts'
import type { OwnerQuestion } from '../guarded.ts'
import type { Journal } from '../journal.ts'
import type { Origin } from '../origin.ts'
import type { Tables } from '../rails/tables.ts'
import type { Sql } from '../sql.ts'
import { hashOf } from './call-hash.ts'
import { LAPSE_MS } from './lapsing.ts'
import { tooMany, tooOften } from './refusals.ts'
import type { Question, Questions } from './store.ts'
import { type Changed, plainCost, summaryOf } from './summary.ts'
import { answerOf, rehearsed } from './words.ts'

/** No token has more calls waiting. */
const MOST_WAITING = 20
/** Nor has it asked for more within the time of a lapse that came to nothing: whoever is asked without end stops reading. */
const MOST_ASKED = 60

export interface AskingDeps {
  readonly sql: Sql
  readonly questions: Questions
  readonly journal: Pick<Journal, 'awaitApproval' | 'byOrder'>
  readonly alerts: Alerts
  readonly tables: Pick<Tables, 'known'>
  readonly now: () => number
  /** Where the owner decides, if that is known. */
  readonly approvalOf: Origin['approvalOf']
  readonly planned: () => void
}

/** Writes down what the owner is asked, in the step in which the rails asked; throws `refused` (approvals_full). */
export const createAsking = (deps: AskingDeps) => {
  const { sql, questions, journal, alerts, tables, now, approvalOf, planned } = deps

  /** The order that an amend would change, where the journal knows it. */
  const changedBy = ({ tool }: Endpoint, params: Params): Changed | undefined => {
    const [name] = tool === 'amend_order' ? namesIn(params) : []
    return name && journal.byOrder('txid' in name ? name : { clientOrderId: name.cl_ord_id })
  }

  const mustHaveRoom = (tokenId: string, at: number): void => {
    if (questions.waiting(tokenId).length >= MOST_WAITING) throw tooMany(MOST_WAITING)
    if (questions.askedSince(tokenId, at - LAPSE_MS) >= MOST_ASKED) throw tooOften(MOST_ASKED)
  }

  const tellOwner = ({ id, tokenId, summary, cost, lapsesAt }: Question, at: number): void => {
    const link = approvalOf(id)
    const facts = { intent: id, token: tokenId, summary, cost: cost ?? null, ...(link && { link }) }
    alerts.raise('approval_waiting', { ...facts, lapses: new Date(lapsesAt).toISOString() }, at)
  }

  return ({
    endpoint,
    params,
    wish,
    reasons: judged,
    markets,
    cost = plainCost(params),
  }: OwnerQuestion): Answered => {
    const reasons = judged.map(({ message }) => message)
    const summary = summaryOf(endpoint, params, tables.known(), changedBy(endpoint, params))
    if (params.validate === true) return rehearsed(summary, cost, reasons)
    const at = now()
    const { tokenId } = wish
    const { tool } = endpoint
    mustHaveRoom(tokenId, at)
    const question = sql.transaction(() => {
      const intents = journal.awaitApproval(endpoint, params, wish, at)
      const [id = ''] = intents
      const call = { id, tokenId, tool, params, hash: hashOf(tool, params), wish, intents }
      const words = { summary, cost, market: markets[0], reasons }
      const asked = { ...call, ...words, askedAt: at, lapsesAt: at + LAPSE_MS }
      questions.add(asked)
      tellOwner(asked, at)
      return asked
    })
    planned()
    return answerOf(question, approvalOf(question.id))
  }
}
