import type * as z from 'zod'
import { isRecord } from '../domain/record.ts'

type Path = readonly PropertyKey[]

/** `orders[0].price`, as a person would write it. */
export const nameOf = (path: Path): string =>
  path.reduce<string>(
    (name, step) =>
      typeof step === 'number' ? `${name}[${step}]` : name ? `${name}.${String(step)}` : String(step),
    '',
  )

/** What one issue means to whoever sent the arguments: which one, and what is allowed. */
export const sentence = (issue: z.core.$ZodIssue, args: unknown): string => {
  const name = nameOf(issue.path)
  // What is needed together belongs to no argument alone.
  if (issue.code === 'custom' && /^need /.test(issue.message)) return `The arguments ${issue.message}`
  if (!name)
    return `The arguments ${issue.code === 'custom' ? `are not valid: ${issue.message}` : wants(issue)}`
  return valueAt(args, issue.path) === undefined
    ? `Argument "${name}" is required`
    : `Argument "${name}" ${wants(issue)}`
}

const wants = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unit(issue.origin)}`
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unit(issue.origin)}`
    case 'invalid_union':
      return unionWants(issue)
    case 'custom':
      return issue.message.startsWith('must') ? issue.message : `is not valid: ${issue.message}`
    default:
      return 'is not in the form this tool takes'
  }
}

const unionWants = (issue: z.core.$ZodIssueInvalidUnion): string => {
  const branches = issue.errors.flatMap(([first]) => (first ? [wants(first)] : []))
  return branches.length > 0 ? [...new Set(branches)].join(', or ') : 'is not in the form this tool takes'
}

const article = (expected: string) => {
  const word = { int: 'integer', record: 'object', literal: 'word' }[expected] ?? expected
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`
}

const unit = (origin: string) =>
  origin === 'string' ? ' characters long' : origin === 'array' ? ' entries long' : ''

/** What was sent at a path; undefined where nothing was. */
export const valueAt = (args: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)]
    return isRecord(at) && Object.hasOwn(at, step) ? at[String(step)] : undefined
  }, args)
