import type { BreakwaterError } from '../domain/errors.ts'
import type { Tool } from '../tools/tool.ts'
import type { Place } from './cut.ts'
import { invalidArgument } from './issues.ts'

/**
 * Where the next page of an answer begins. Nothing is kept between calls: the call is made again and the cursor says
 * from which entry on it is shown, and, where Kraken pages itself, on which of Kraken's pages.
 */
export interface Position {
  /** The entry at which to go on, as positions from the outermost list or map inwards; empty: from the start. */
  readonly place: Place
  /** The name of that entry, where it has one: it is found again when the entries before it have changed. */
  readonly anchor?: string
  /** Kraken’s own `ofs`, where it moved. */
  readonly turn?: string
}

type Args = Readonly<Record<string, unknown>>

const PREFIX = 'bw1.'
const FORM = /^bw1\.([0-9a-f]{8})\.(\d{1,7}(?:-\d{1,7}){0,9})?(?:\.(\d{1,9}))?(?:~([\w.-]{1,64}))?$/

/** Tells our cursors from Kraken's. */
export const isOurCursor = (cursor: string): boolean => cursor.startsWith(PREFIX)

/** Writes a position as a cursor that works for this tool with these arguments and no others. */
export const writeCursor = (tool: Tool, args: Args, { place, turn, anchor }: Position): string =>
  `${PREFIX}${digest(tool, args)}.${place.join('-')}${turn === undefined ? '' : `.${turn}`}${anchor === undefined ? '' : `~${anchor}`}`

/** Reads a cursor back. Throws `invalid` where it is malformed or belongs to another call. */
export const readCursor = (tool: Tool, args: Args, cursor: string): Position => {
  const [form, owner, place, turn, anchor] = FORM.exec(cursor) ?? []
  if (form === undefined) throw notOurCursor()
  if (owner !== digest(tool, args)) {
    throw invalidArgument(
      'cursor',
      'Argument "cursor" belongs to another call',
      'Repeat the call that gave it, with the same other arguments',
    )
  }
  return {
    place: place ? place.split('-').map(Number) : [],
    ...(turn !== undefined && { turn }),
    ...(anchor !== undefined && { anchor }),
  }
}

/** A cursor that is none of ours where only ours can be meant. */
export const notOurCursor = (): BreakwaterError =>
  invalidArgument(
    'cursor',
    'Argument "cursor" must be the _next of an earlier answer',
    'Send the whole _next of the page before, or leave cursor out for the first page',
  )

/** FNV-1a over the tool and its arguments: it catches a mix-up, and there is nothing to forge. */
const digest = (tool: Tool, args: Args): string => {
  let hash = 0x811c9dc5
  for (const letter of `${tool.name} ${canonical(args)}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

const canonical = (args: Args): string =>
  JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)))
