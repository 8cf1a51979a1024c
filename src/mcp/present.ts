import type { Answered } from '../desk/desk.ts'
import { isRecord } from '../domain/record.ts'
import type { Tool } from '../tools/tool.ts'
import { anchorAt, placeNow } from './anchor.ts'
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
  /** A paper account's name stands on every answer that comes from it; a live answer is Kraken's own. */
  readonly account: string
  readonly position: Position
}

/** One page of an answer: Kraken's own keys, then ours, which begin with an underscore. */
export const present = (answer: Answered, answering: Answering): unknown => {
  const { tool, account, position } = answering
  const { value, next, notes } = page(answer.result, tool.pages, position)
  const following = next ? { ...next, ...turnOf(position) } : turnAfter(answering, answer.result)
  const ours = {
    ...(tool.permissions && account !== 'live' && { _account: account }),
    ...(following !== undefined && { _next: toCursor(answering, following) }),
    ...noteOf([...(answer.note ? [answer.note] : []), ...notes]),
    ...(answer.ageMs !== undefined && { _age: answer.ageMs }),
  }
  if (Object.keys(ours).length === 0) return value
  return { ...(isRecord(value) ? value : { items: value }), ...ours }
}

interface Page {
  readonly value: unknown
  /** Where the next page begins; undefined on the last one. */
  readonly next?: Position
  /** What the caller should know of the cut. */
  readonly notes: readonly string[]
}

const CUT = 'Cut to size: repeat the call with _next as cursor for the rest.'
const CHANGED =
  'The list changed between the pages and the entry that came next is gone: another may be missing here, or told twice.'

const page = (result: unknown, pages: boolean, { place, anchor }: Position): Page => {
  const fits = place.length === 0 && JSON.stringify(result ?? null).length <= MOST_CHARACTERS - OURS
  if (fits || !pages) return { value: result, notes: [] }
  const from = anchor === undefined ? place : placeNow(result, place, anchor)
  const { value, next } = cut(result, MOST_CHARACTERS - OURS, from ?? place)
  const changed = from === undefined ? [CHANGED] : []
  if (!next) return { value, notes: changed }
  return { value, next: { place: next, ...anchorOf(result, next) }, notes: [...changed, CUT] }
}

const anchorOf = (result: unknown, place: Place) => {
  const anchor = anchorAt(result, place)
  return anchor === undefined ? {} : { anchor }
}

const turnOf = ({ turn }: Position) => (turn === undefined ? {} : { turn })

const toCursor = ({ tool, args }: Answering, following: Position | string) =>
  typeof following === 'string' ? following : writeCursor(tool, args, following)

const noteOf = (notes: readonly string[]) => (notes.length > 0 ? { _note: notes.join(' ') } : {})
