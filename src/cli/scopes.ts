import { SCOPES, type Scope } from '../auth/principal.ts'
import { UsageError } from './failure.ts'

/** Reads `read,trade`: every word must be a scope, and one at least must be there. */
export const scopesOf = (text: string): readonly Scope[] => {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const unknown = words.find((word) => !SCOPES.some((scope) => scope === word))
  if (unknown !== undefined)
    throw new UsageError(`Unknown scope "${unknown}". The scopes: ${SCOPES.join(', ')}.`)
  if (words.length === 0) throw new UsageError(`Name at least one scope: ${SCOPES.join(', ')}.`)
  return SCOPES.filter((scope) => words.includes(scope))
}
