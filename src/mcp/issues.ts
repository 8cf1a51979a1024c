import type * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import { isDecimal } from '../domain/money.ts'
import { nearest, nearestOf } from '../domain/nearest.ts'
import type { JsonSchema } from '../tools/schema.ts'
import type { Tool } from '../tools/tool.ts'
import { expandExponent } from './decimals.ts'
import { howToCall } from './how-to-call.ts'
import { nameOf, sentence, valueAt } from './wording.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

const MOST_TOLD = 3

/** One clear error for everything that validation found; it names arguments and what is allowed, never what was sent. */
export const refusalOf = (issues: readonly Issue[], args: unknown, tool: Tool): BreakwaterError => {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown) return unknownArgument(unknown.keys[0] ?? '', knownAt(tool.accepted(), unknown.path))
  const told = issues.slice(0, MOST_TOLD).map((issue) => sentence(issue, args))
  const [first] = issues
  const value = first && valueAt(args, first.path)
  return invalidArgument(nameOf(first?.path ?? []), told.join('; '), decimalHint(value) ?? howToCall(tool))
}

/** An argument that cannot be accepted: a whole sentence on what is wrong, and what to do about it. */
export const invalidArgument = (argument: string, message: string, hint: string) =>
  new BreakwaterError('invalid', 'invalid_argument', message, {
    hint,
    ...(argument && { details: { argument } }),
  })

// What others call Kraken's parameters; no edit distance finds these.
const MEANT: Readonly<Record<string, readonly string[]>> = {
  side: ['type'],
  symbol: ['pair'],
  market: ['pair'],
  currency: ['asset'],
  amount: ['volume', 'amount'],
  quantity: ['volume', 'order_qty'],
  qty: ['volume', 'order_qty'],
  size: ['volume', 'order_qty'],
  limitprice: ['price', 'limit_price'],
  stopprice: ['price', 'trigger_price'],
  orderid: ['txid', 'order_id'],
  clientorderid: ['cl_ord_id'],
  tif: ['timeinforce'],
}

const unknownArgument = (name: string, known: readonly string[]) => {
  const shown = printable(name)
  const best = MEANT[name.toLowerCase().replaceAll(/[^a-z]/g, '')]?.find((word) => known.includes(word))
  const near = best ? [best] : nearest(name, known)
  const named = near[0] ?? nearestOf(name, known)
  return new BreakwaterError(
    'invalid',
    'unknown_argument',
    `Unknown argument ${shown}${named ? `: did you mean "${named}"?` : ''}`,
    {
      hint: known.length > 0 ? `Known: ${known.join(', ')}` : 'This tool takes no arguments',
      details: { argument: shown.replaceAll('"', ''), nearest: near },
    },
  )
}

/** A name as it may be repeated: a word, not a payload. */
const printable = (name: string) => (/^[\w.[\]-]{1,40}$/.test(name) ? `"${name}"` : '(not a plain word)')

const knownAt = (schema: JsonSchema, path: Path): readonly string[] => {
  const found = path.reduce<JsonSchema | undefined>(
    (at, step) => (typeof step === 'number' ? at?.items : at?.properties?.[String(step)]),
    schema,
  )
  return Object.keys(found?.properties ?? {})
}

const decimalHint = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || value.length > 60) return undefined
  const plain = /e/i.test(value) ? expandExponent(value) : undefined
  if (plain && isDecimal(plain)) return `Write it without an exponent: "${plain}"`
  return /^[+-]?(nan|inf(inity)?)$/i.test(value) ? 'Send a decimal number, such as "0.5"' : undefined
}
