import { isRecord } from '../domain/record.ts'
import type { Position } from './cursor.ts'
import type { Answering } from './present.ts'

/**
 * Where Kraken goes on after a page of its own that has been shown to its end: our cursor with the next `ofs`, or
 * Kraken's own cursor as it stands. Undefined on the last page. `since` is told by Kraken itself (`last`), and following
 * it never ends.
 */
export const turnAfter = (answering: Answering, result: unknown): Position | string | undefined => {
  const { tool, args, position } = answering
  if (!isRecord(result)) return undefined
  if (tool.paging === 'cursor' || args.with_cursor === true) return krakensCursor(result)
  if (tool.paging !== 'ofs' || args.cursor !== undefined) return undefined
  const { count } = result
  const next = Number(position.turn ?? args.ofs ?? 0) + listed(result)
  if (typeof count !== 'number' || listed(result) === 0 || next >= count) return undefined
  return { place: [], turn: String(next) }
}

/** The arguments with which Kraken answers the page at this position. */
export const turned = (
  { tool, args }: Pick<Answering, 'tool' | 'args'>,
  { turn }: Position,
): Readonly<Record<string, unknown>> => {
  if (turn === undefined || tool.paging !== 'ofs') return args
  return { ...args, ofs: Number(turn) }
}

const krakensCursor = (result: Readonly<Record<string, unknown>>): string | undefined => {
  const cursor = result.next_cursor ?? result.cursor
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined
}

/** How many entries Kraken listed: its paged answers hold one list or map beside their count. */
const listed = (result: Readonly<Record<string, unknown>>): number => {
  const sizes = Object.values(result).flatMap((value) => {
    if (Array.isArray(value)) return [value.length]
    return isRecord(value) ? [Object.keys(value).length] : []
  })
  return Math.max(0, ...sizes)
}
