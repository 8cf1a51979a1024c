import type * as z from 'zod'
import { nearestOf } from '../nearest.ts'
import { isRecord } from '../record.ts'
import { fieldNames, mandateDocument, NAMED_FIELDS } from './document.ts'
import type { Mandate } from './mandate.ts'
import { assetName, pairName } from './spelling.ts'

/** What is wrong with one field, for the person who wrote it; `field` is "" for the document as a whole. */
export interface MandateProblem {
  readonly field: string
  readonly problem: string
}

export type Parsed =
  | { readonly ok: true; readonly mandate: Mandate }
  | { readonly ok: false; readonly problems: readonly MandateProblem[] }

/**
 * Reads a mandate, as JSON text or as what JSON says. Answers its one normal form (BTC for XBT, amounts without
 * superfluous zeros), or every problem in words. Takes nothing that it does not know.
 */
export const parseMandate = (source: unknown): Parsed => {
  const document = typeof source === 'string' ? jsonOf(source) : source
  if (!isRecord(document))
    return refused({ field: '', problem: 'is not a JSON object such as {"maxOrderNotional": "600"}' })
  const { names, problems } = spelled(document)
  const parsed = mandateDocument().safeParse(names)
  if (parsed.success && problems.length === 0) return { ok: true, mandate: parsed.data }
  return refused(...problems, ...(parsed.error?.issues.flatMap((issue) => problemsOf(issue)) ?? []))
}

/** One line for each problem. */
export const problemLines = (problems: readonly MandateProblem[]): readonly string[] =>
  problems.map(({ field, problem }) => `${field === '' ? 'The document' : field} ${problem}.`)

const refused = (...problems: MandateProblem[]): Parsed => ({ ok: false, problems })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The document with the names that stand as keys in their one spelling, and what is wrong with these. */
const spelled = (document: Readonly<Record<string, unknown>>, path = '') => {
  const problems: MandateProblem[] = []
  const names: Record<string, unknown> = { ...document }
  for (const [field, noun] of Object.entries(NAMED_FIELDS)) {
    const value = document[field]
    if (!isRecord(value)) continue
    const entries = new Map<string, unknown>()
    for (const [key, limit] of Object.entries(value)) {
      const name = noun === 'asset' ? assetName(key) : pairName(key)
      const at = `${path}${field}.${key}`
      if (name === undefined)
        problems.push({
          field: at,
          problem: `wants the name of ${noun === 'asset' ? 'an asset such as "BTC"' : 'a pair such as "BTC/USD"'}`,
        })
      else if (entries.has(name))
        problems.push({ field: at, problem: `means ${name}, which is there already` })
      else entries.set(name, limit)
    }
    names[field] = Object.fromEntries(entries)
  }
  if (path === '' && isRecord(document.grants)) {
    const inner: ReturnType<typeof spelled> = spelled(document.grants, 'grants.')
    names.grants = inner.names
    problems.push(...inner.problems)
  }
  return { names, problems }
}

// Of a choice of forms the innermost complaint says most: which entry of the list, and what of it.
const problemsOf = (
  issue: z.core.$ZodIssue,
  above: readonly PropertyKey[] = [],
): readonly MandateProblem[] => {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(path, key))
  const deep =
    issue.code === 'invalid_union' ? issue.errors.flat().find((inner) => inner.path.length > 0) : undefined
  return deep ? problemsOf(deep, path) : [{ field: path.join('.'), problem: issue.message }]
}

const unknownField = (path: readonly PropertyKey[], key: string): MandateProblem => {
  const near = nearestOf(key, fieldsAt(path))
  const field = [...path, key].join('.')
  return { field, problem: `is no field of a mandate${near === undefined ? '' : `; the nearest is ${near}`}` }
}

const fieldsAt = (path: readonly PropertyKey[]): readonly string[] => {
  if (path.includes('maxDrawdownPercent')) return ['day', 'week', 'month']
  if (path.includes('withdrawalKeys')) return ['key', 'asset', 'address', 'maxAmount', 'maxDayAmount']
  return path.includes('approval') ? ['above'] : fieldNames()
}
