import { BreakwaterError } from '../../domain/errors.ts'
import type { HouseTool, HouseTools } from '../house.ts'
import type { SigningKey } from '../signing-key.ts'
import type { Approvals } from './approvals.ts'
import { askedMark, intentMarked } from './asked-mark.ts'

interface CourtesyDeps {
  readonly approvals: Pick<Approvals, 'told' | 'withdrawOne'>
  readonly key: SigningKey
  /** How an intent of the token stands. */
  readonly look: HouseTool
}

/**
 * The question that a client may be asked beside the owner, and what its answer does. No tools of the catalogue: the
 * protocol's room calls them. Whatever is answered approves nothing; a no takes back what still waits.
 */
export const courtesyTools = ({ approvals, key, look }: CourtesyDeps): HouseTools => ({
  /** Throws `invalid` (unknown_question) where nothing of the token waits under this intent. */
  async open_question({ intent, tool }, { tokenId }) {
    const call = { intent: String(intent), tool: String(tool), tokenId }
    if (!approvals.told(call.intent, tokenId)) throw unknownQuestion()
    return { result: { mark: askedMark(key, call) } }
  },
  /** Answers how the call stands by now, whatever was said. Throws `invalid` (unknown_question, unknown_intent). */
  async answer_question({ mark, tool, action }, caller) {
    const { tokenId } = caller
    const id = intentMarked(key, mark, { tokenId, tool: String(tool) })
    if (id === undefined) throw unknownQuestion()
    const isTaken = action === 'decline' && approvals.withdrawOne(id, tokenId, 'question_declined', 'client')
    const told = approvals.told(id, tokenId)
    if (told) return action === 'accept' ? { ...told, note: `${NO_APPROVAL} ${told.note}` } : told
    const { result } = await look({ id }, caller)
    if (isTaken) return { result, note: TAKEN }
    return { result, note: action === 'decline' ? LATE : OVER }
  },
})

const NO_APPROVAL = 'What your client accepts approves nothing: the owner decides.'
const TAKEN = 'Your client declined: the call was taken back, and nothing was sent.'
const OVER = 'It waits no more: this is how it stands now.'
const LATE = `Your client declined too late. ${OVER} An order that rests is cancelled with cancel_order.`

const unknownQuestion = () =>
  new BreakwaterError(
    'invalid',
    'unknown_question',
    'This token was not asked such a question with this call. Nothing was sent and nothing was changed.',
    {
      hint: 'list_intents shows what waits. What is meant as a new call is sent without inputResponses and requestState.',
    },
  )
