import type { Answered } from '../desk/desk.ts'
import { isRecord } from '../domain/record.ts'
import type { Tool } from '../tools/tool.ts'
import { type Position, writeCursor } from './cursor.ts'
import { cut, type Place } from './cut.ts'
import { turnAfter } from './turn.ts'

/** No answer is longer, in characters: what clients accept without complaint. */
export const MOST_CHARACTERS = 25_000

// What our own keys may take beside Kraken's.
const OURS = 800

/** What is known of the call when its answer is written. */
export interface Answering {
  readonly tool: Tool
  /** As the caller meant them, before a cursor moved them. */
  readonly args: Readonly<Record<string, unknown>>
  /** Where the account's name stands: on answers that come from an account. */
  readonly account: string
  readonly position: Position
}

/** One page of an answer: Kraken's own keys, then ours, which begin with an underscore. */
export const present = (answer: Answered, answering: Answering): unknown => {
  const { tool, account, position } = answering
  const { value, next, rest } = page(answer.result, tool.pages, position.place)
  const following = next ? { ...position, place: next } : turnAfter(answering, answer.result)
  const ours = {
    ...(tool.permissions && { _account: account }),
    ...(following !== undefined && { _next: toCursor(answering, following) }),
    ...noteOf(answer.note, rest),
    ...(answer.ageMs !== undefined && { _age: answer.ageMs }),
  }
  if (Object.keys(ours).length === 0) return value
  return { ...(isRecord(value) ? value : { items: value }), ...ours }
}

const page = (result: unknown, pages: boolean, from: Place) => {
  const fits = from.length === 0 && JSON.stringify(result ?? null).length <= MOST_CHARACTERS - OURS
  if (fits || !pages) return { value: result, rest: false }
  const { value, next } = cut(result, MOST_CHARACTERS - OURS, from)
  return { value, next, rest: next !== undefined }
}

const toCursor = ({ tool, args }: Answering, following: Position | string) =>
  typeof following === 'string' ? following : writeCursor(tool, args, following)

const noteOf = (note: string | undefined, isCut: boolean) => {
  const cutNote = 'Cut to size: repeat the call with _next as cursor for the rest.'
  const told = [...(note ? [note] : []), ...(isCut ? [cutNote] : [])].join(' ')
  return told ? { _note: told } : {}
}
