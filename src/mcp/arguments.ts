import type { BreakwaterError } from '../domain/errors.ts'
import { isRecord } from '../domain/record.ts'
import type { Tool } from '../tools/tool.ts'
import { isOurCursor, notOurCursor } from './cursor.ts'
import { howToCall } from './how-to-call.ts'
import { invalidArgument, refusalOf } from './issues.ts'
import { Misformed, normalise } from './normalise.ts'
import { nameOf } from './wording.ts'

/** What a caller sent, once it is understood. */
export interface Arguments {
  readonly args: Readonly<Record<string, unknown>>
  /** Our own cursor; Kraken's stays among `args`. */
  readonly cursor?: string
}

/** Reads a call's arguments: forgiving in form, strict in meaning. Throws `invalid` and nothing else. */
export const readArguments = (tool: Tool, sent: unknown = {}): Arguments => {
  if (!isRecord(sent)) throw invalidArgument('', 'The arguments must be an object', howToCall(tool))
  const { cursor, rest } = takeCursor(tool, sent)
  const args = inForm(tool, rest)
  const parsed = tool.input.safeParse(args)
  if (!parsed.success) throw refusalOf(parsed.error.issues, args, tool)
  return { args: parsed.data, ...(cursor !== undefined && { cursor }) }
}

const takeCursor = (tool: Tool, sent: Readonly<Record<string, unknown>>) => {
  const { cursor, ...rest } = sent
  const hasOwn = tool.accepted().properties?.cursor !== undefined
  if (cursor === undefined || !tool.pages) return { rest: sent }
  if (typeof cursor === 'string' && isOurCursor(cursor)) return { cursor, rest }
  if (hasOwn) return { rest: sent }
  if (cursor === null || cursor === '') return { rest }
  throw notOurCursor()
}

const inForm = (tool: Tool, sent: Readonly<Record<string, unknown>>): unknown => {
  try {
    return normalise(sent, tool.accepted())
  } catch (caught) {
    throw caught instanceof Misformed ? misformed(caught, tool) : caught
  }
}

const misformed = ({ path, message }: Misformed, tool: Tool): BreakwaterError => {
  const name = nameOf(path)
  return invalidArgument(name, `Argument "${name}" ${message}`, howToCall(tool))
}
