import type { Answered } from '../exchange.ts'
import type { Question } from './store.ts'

/** Where the owner says yes or no: a page of theirs, else a terminal. */
const where = (id: string, link: string | undefined): string =>
  link ?? `The owner, and nobody else: npm run token -- approve ${id} (or deny ${id})`

/** What the caller is told of a call that waits; no error: nothing has gone wrong. */
export const answerOf = (question: Question, link: string | undefined): Answered => ({
  result: {
    state: 'awaiting_approval',
    intent: question.id,
    summary: question.summary,
    ...(question.cost === undefined ? {} : { cost: question.cost }),
    lapses: new Date(question.lapsesAt).toISOString(),
    where: where(question.id, link),
  },
  note: `Nothing was sent yet. ${question.reasons.join(' ')} get_intent tells what becomes of it.`,
})

/** What a rehearsal is told that would have been asked about. */
export const rehearsed = (
  summary: string,
  cost: string | undefined,
  reasons: readonly string[],
): Answered => ({
  result: { state: 'needs_approval', summary, ...(cost === undefined ? {} : { cost }) },
  note: `Nobody was asked, since nothing was to be sent. ${reasons.join(' ')}`,
})

/** A question as its owner sees it, and as get_intent shows it to who asked. */
export const questionView = (question: Question, link: string | undefined) => ({
  id: question.id,
  token: question.tokenId,
  tool: question.tool,
  summary: question.summary,
  ...(question.cost === undefined ? {} : { cost: question.cost }),
  params: question.params,
  hash: question.hash,
  asked: new Date(question.askedAt).toISOString(),
  lapses: new Date(question.lapsesAt).toISOString(),
  where: where(question.id, link),
})
