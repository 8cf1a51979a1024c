import { isRecord } from '../domain/record.ts'
import type { JsonSchema } from '../tools/schema.ts'
import { plainNumber } from './decimals.ts'

/** A value that cannot be brought into form, and why. */
export class Misformed extends Error {
  readonly path: readonly (string | number)[]
  constructor(path: readonly (string | number)[], wants: string) {
    super(wants)
    this.path = path
  }
}

type Trail = readonly (string | number)[]

/**
 * Brings a value into the form its schema asks for, where the meaning is beyond doubt: a number for a decimal string,
 * a text for a number or a flag, JSON or commas for a list. What it does not understand it leaves to validation.
 */
export const normalise = (value: unknown, schema: JsonSchema, trail: Trail = []): unknown => {
  const forms = schema.anyOf ?? [schema]
  const form = forms.find((one) => fits(value, one))
  if (form) return inside(value, form, trail)
  for (const one of forms) {
    const changed = convert(value, one, trail)
    if (changed !== undefined) return inside(changed, one, trail)
  }
  return value
}

const fits = (value: unknown, { type, const: fixed, enum: words }: JsonSchema): boolean => {
  if (Array.isArray(words)) return words.includes(value)
  if (fixed !== undefined) return value === fixed
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return isRecord(value)
  return type === undefined || typeof value === type
}

const convert = (value: unknown, schema: JsonSchema, trail: Trail): unknown => {
  const type = schema.type ?? typeof (schema.const ?? schema.enum)
  if (typeof value === 'number' && type === 'string') return decimalText(value, trail)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (type === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
  if (type === 'number') return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined
  if (type === 'array') return text.startsWith('[') ? parsed(text, trail) : words(text)
  if (type === 'object') return text.startsWith('{') ? parsed(text, trail) : undefined
  return undefined
}

const decimalText = (value: number, trail: Trail): string => {
  const text = plainNumber(value)
  if (text === undefined) {
    throw new Misformed(trail, 'has more digits than a JSON number carries exactly: send it as a string')
  }
  return text
}

const parsed = (text: string, trail: Trail): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Misformed(trail, 'looks like JSON but cannot be parsed')
  }
}

const words = (text: string) => text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))

const inside = (value: unknown, schema: JsonSchema, trail: Trail): unknown => {
  const { items, properties } = schema
  if (Array.isArray(value) && items) return value.map((one, at) => normalise(one, items, [...trail, at]))
  if (!isRecord(value) || !properties) return value
  const required = schema.required ?? []
  return Object.fromEntries(
    Object.entries(value)
      // Many models write null for an argument that they leave out.
      .filter(([name, one]) => one !== null || !Object.hasOwn(properties, name) || required.includes(name))
      .map(([name, one]) => {
        const known = Object.hasOwn(properties, name) ? properties[name] : undefined
        return [name, known ? normalise(one, known, [...trail, name]) : one]
      }),
  )
}
