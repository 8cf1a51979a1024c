import { type InputRequest, type InputRequests, inputRequired } from '@modelcontextprotocol/server'
import { isRecord } from '../domain/record.ts'

/** An answer that waits for the owner. */
export interface Waiting {
  readonly intent: string
  readonly summary: string
  readonly lapses: string
  readonly where: string
}

/** Tells whether an answer is that of a call which waits. */
export const isWaiting = (answer: unknown): answer is Waiting =>
  isRecord(answer) && answer.state === 'awaiting_approval' && typeof answer.intent === 'string'

/** Under this name the question goes out and its answer comes back. */
export const QUESTION = 'waits_for_owner'

/**
 * The one question about a call that waits, in a form that a client with these capabilities can show: the owner's page
 * where it opens links, else a form without a field. Undefined where it can show neither.
 */
export const questionAbout = (waiting: Waiting, capabilities: unknown): InputRequests | undefined => {
  const { elicitation } = isRecord(capabilities) ? capabilities : {}
  if (!isRecord(elicitation)) return undefined
  const { form, url } = elicitation
  // A client that names no way of asking means forms.
  const showsForms = form !== undefined || url === undefined
  if (url !== undefined && isLink(waiting.where)) return asked(inLink(waiting))
  return showsForms ? asked(inForm(waiting)) : undefined
}

const asked = (request: InputRequest): InputRequests => ({ [QUESTION]: request })

const inForm = (waiting: Waiting) =>
  inputRequired.elicit({
    message: [...said(waiting), `Where: ${waiting.where}`, YOURS].join('\n'),
    requestedSchema: { type: 'object', properties: {} },
  })

const inLink = (waiting: Waiting) =>
  inputRequired.elicitUrl({
    message: [...said(waiting), `The owner decides on this page. ${YOURS}`].join('\n'),
    url: waiting.where,
  })

const said = ({ summary, lapses }: Waiting): readonly string[] => [
  `Waits for the owner: ${onOneLine(summary)}`,
  `Nothing was sent. Only the owner of the account can approve it, until ${lapses.slice(11, 16)} UTC.`,
]

const YOURS = 'Your answer here approves nothing: accept leaves it waiting, decline takes it back.'

const MOST = 2_000

// Some of it the caller wrote, who must not write lines of ours, nor push them out of sight.
const onOneLine = (text: string): string => {
  const line = text.replaceAll(/[\s\p{C}]+/gu, ' ')
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line
}

const isLink = (where: string) => /^https?:\/\//.test(where)
