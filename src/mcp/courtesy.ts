import {
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequiredResult,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server'
import type { Answered, Desk } from '../desk/desk.ts'
import { isRecord } from '../domain/record.ts'
import { QUESTION, questionAbout, type Waiting } from './question.ts'

/** What a request says beside its tool and arguments. All of it comes from the client, which may say anything. */
export interface Beside {
  /** Who the client is and what it can do, in the form of the protocol that says so with every request. */
  readonly envelope?: object
  readonly inputResponses?: object
  readonly droppedInputResponseKeys?: readonly string[]
  requestState(): unknown
}

/** Tells whether a call brings an answer to a question of ours, or something that means to be one: it is no new call. */
export const isReply = ({ inputResponses = {}, droppedInputResponseKeys, requestState }: Beside): boolean =>
  requestState() !== undefined ||
  droppedInputResponseKeys !== undefined ||
  Object.keys(inputResponses).length > 0

/** Answers how the call stands that the client was asked about. Throws `invalid` (unknown_question). */
export const replyTo = (desk: Desk, tool: string, beside: Beside): Promise<Answered> =>
  desk.house('answer_question', { mark: beside.requestState() ?? null, tool, action: actionIn(beside) })

/** The courtesy question about a call that waits, for a client that can be asked one; undefined for every other. */
export const courtesyOf = async (
  desk: Desk,
  tool: string,
  waiting: Waiting,
  beside: Beside,
): Promise<InputRequiredResult | undefined> => {
  const inputRequests = isReply(beside) ? undefined : questionAbout(waiting, capabilitiesIn(beside))
  if (!inputRequests) return undefined
  const mark = await markOf(desk, tool, waiting)
  return mark === undefined ? undefined : { resultType: 'input_required', inputRequests, requestState: mark }
}

// The call is on record: without its question it is answered as it would be to anybody.
const markOf = async (desk: Desk, tool: string, { intent }: Waiting): Promise<string | undefined> => {
  try {
    const { result } = await desk.house('open_question', { intent, tool })
    return isRecord(result) && typeof result.mark === 'string' ? result.mark : undefined
  } catch {
    return undefined
  }
}

/** The first form of the protocol in which a server may answer with a question; later ones are later days. */
const FIRST_TO_ASK = '2026-07-28'

const capabilitiesIn = ({ envelope }: Beside): unknown => {
  const said = new Map(Object.entries(envelope ?? {}))
  const version = said.get(PROTOCOL_VERSION_META_KEY)
  return typeof version === 'string' && version >= FIRST_TO_ASK
    ? said.get(CLIENT_CAPABILITIES_META_KEY)
    : undefined
}

const actionIn = ({ inputResponses = {} }: Beside): string => {
  const answer = new Map(Object.entries(inputResponses)).get(QUESTION)
  const { action } = isRecord(answer) ? answer : {}
  return action === 'accept' || action === 'decline' ? action : 'cancel'
}
