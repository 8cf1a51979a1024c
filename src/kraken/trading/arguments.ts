import { Refused } from '../../domain/matching/refused.ts'

/** A call's arguments, decoded from form or JSON (or parsed by a row's schema). */
export type Params = Readonly<Record<string, unknown>>

/** Refuses as Kraken does, naming the argument. */
export const invalid = (name: string): Refused => new Refused(`EGeneral:Invalid arguments:${name}`)

/** An argument as text; undefined where it was left out or empty. */
export const textOf = (params: Params, name: string): string | undefined => {
  const value = params[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'object') throw invalid(name)
  return String(value)
}

/** An argument as text; refuses its absence. */
export const requiredText = (params: Params, name: string): string => {
  const value = textOf(params, name)
  if (value === undefined) throw invalid(name)
  return value
}

/** A whole number within its bounds, or the preset where it was left out. */
export const wholeOf = (params: Params, name: string, preset: number, least = 0, most = 2 ** 40): number => {
  const value = textOf(params, name)
  if (value === undefined) return preset
  if (!/^\d{1,15}$/.test(value) || Number(value) < least || Number(value) > most) throw invalid(name)
  return Number(value)
}

/** A whole number that must be one of a few. */
export const oneOf = (params: Params, name: string, preset: number, allowed: readonly number[]): number => {
  const value = wholeOf(params, name, preset)
  if (!allowed.includes(value)) throw invalid(name)
  return value
}

/** A yes or no; false where it was left out. */
export const flagOf = (params: Params, name: string): boolean => {
  const value = textOf(params, name)
  if (value === undefined) return false
  if (!['true', 'false', '0', '1'].includes(value)) throw invalid(name)
  return value === 'true' || value === '1'
}

/** One of a few words; undefined where it was left out. */
export const choiceOf = <T extends string>(
  params: Params,
  name: string,
  words: readonly T[],
): T | undefined => {
  const value = textOf(params, name)
  const found = words.find((word) => word === value)
  if (value !== undefined && found === undefined) throw invalid(name)
  return found
}

/** A comma list or an array of texts; undefined where it was left out. */
export const listOf = (params: Params, name: string): readonly string[] | undefined => {
  const value = params[name]
  if (Array.isArray(value)) return value.map(String)
  return textOf(params, name)
    ?.split(',')
    .map((item) => item.trim())
}
