import * as z from 'zod'
import {
  $ZodCheckGreaterThan,
  $ZodCheckLessThan,
  $ZodCheckMaxLength,
  $ZodCheckMinLength,
  type $ZodType,
  globalRegistry,
} from 'zod/v4/core'
import type { JsonSchema } from './schema.ts'

type Io = 'input' | 'output'

/**
 * A zod schema as JSON Schema, as zod itself would write it, of the kinds that tools are made of; TypeError for any other.
 * Zod's own writer knows every kind and every draft, weighs six kilobytes and is left out of the Worker (`alias` in
 * wrangler.toml). A test holds every tool's schemas against it.
 */
export const writeSchema = (schema: $ZodType, io: Io): JsonSchema => {
  const { description } = globalRegistry.get(schema) ?? {}
  const written = write(schema, io)
  return description === undefined ? written : { ...written, description }
}

const write = (schema: $ZodType, io: Io): JsonSchema => {
  if (schema instanceof z.ZodOptional) return writeSchema(schema.def.innerType, io)
  if (schema instanceof z.ZodString) return { type: 'string', ...lengthsOf(schema, 'Length') }
  if (schema instanceof z.ZodNumber) return number(schema)
  if (schema instanceof z.ZodBoolean) return { type: 'boolean' }
  if (schema instanceof z.ZodUnknown) return {}
  if (schema instanceof z.ZodEnum) return { type: 'string', enum: schema.options }
  if (schema instanceof z.ZodLiteral) return literal([...schema.values])
  if (schema instanceof z.ZodArray)
    return { ...lengthsOf(schema, 'Items'), type: 'array', items: writeSchema(schema.def.element, io) }
  if (schema instanceof z.ZodObject) return object(schema, io)
  if (schema instanceof z.ZodRecord) return record(schema, io)
  if (schema instanceof z.ZodUnion) return either(schema.options, io)
  if (schema instanceof z.ZodNullable) return either([schema.def.innerType, NULL], io)
  if (schema === NULL) return { type: 'null' }
  throw new TypeError(`${schema._zod.def.type} is not written as JSON Schema`)
}

const NULL = z.null()

const lengthsOf = (schema: $ZodType, what: 'Length' | 'Items'): JsonSchema => {
  const checks = schema._zod.def.checks ?? []
  const min = checks.flatMap((one) => (one instanceof $ZodCheckMinLength ? [one._zod.def.minimum] : []))
  const max = checks.flatMap((one) => (one instanceof $ZodCheckMaxLength ? [one._zod.def.maximum] : []))
  return {
    ...(min.length > 0 && { [`min${what}`]: Math.max(...min) }),
    ...(max.length > 0 && { [`max${what}`]: Math.min(...max) }),
  }
}

const number = (schema: z.ZodNumber): JsonSchema => {
  const whole = schema instanceof z.ZodNumberFormat
  return { type: whole ? 'integer' : 'number', ...lowest(schema, whole), ...highest(schema, whole) }
}

interface Bound {
  readonly value: number
  readonly inclusive: boolean
}

const lowest = ({ def }: z.ZodNumber, whole: boolean): JsonSchema => {
  const bounds: Bound[] = whole ? [{ value: Number.MIN_SAFE_INTEGER, inclusive: true }] : []
  for (const one of def.checks ?? [])
    if (one instanceof $ZodCheckGreaterThan) bounds.push(bound(one._zod.def))
  const [first] = bounds.toSorted((a, b) => b.value - a.value || Number(a.inclusive) - Number(b.inclusive))
  return first ? { [first.inclusive ? 'minimum' : 'exclusiveMinimum']: first.value } : {}
}

const highest = ({ def }: z.ZodNumber, whole: boolean): JsonSchema => {
  const bounds: Bound[] = whole ? [{ value: Number.MAX_SAFE_INTEGER, inclusive: true }] : []
  for (const one of def.checks ?? []) if (one instanceof $ZodCheckLessThan) bounds.push(bound(one._zod.def))
  const [first] = bounds.toSorted((a, b) => a.value - b.value || Number(a.inclusive) - Number(b.inclusive))
  return first ? { [first.inclusive ? 'maximum' : 'exclusiveMaximum']: first.value } : {}
}

const bound = ({ value, inclusive }: { value: unknown; inclusive: boolean }): Bound => ({
  value: Number(value),
  inclusive,
})

const literal = (values: readonly unknown[]): JsonSchema => {
  const [first] = values
  const types = new Set(values.map((one) => typeof one))
  const type = types.size === 1 ? { type: typeof first } : {}
  return values.length === 1 ? { ...type, const: first } : { ...type, enum: values }
}

const object = ({ def }: z.ZodObject, io: Io): JsonSchema => {
  const fields = Object.entries(def.shape)
  const required = fields.flatMap(([name, { _zod }]) =>
    (io === 'input' ? _zod.optin : _zod.optout) === undefined ? [name] : [],
  )
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, writeSchema(field, io)])),
    ...(required.length > 0 && { required }),
    ...rest(def.catchall, io),
  }
}

// What a plain object does with other fields than its own is to leave them out.
const rest = (catchall: $ZodType | undefined, io: Io): JsonSchema => {
  if (catchall instanceof z.ZodNever || (!catchall && io === 'output')) return { additionalProperties: false }
  return catchall ? { additionalProperties: writeSchema(catchall, io) } : {}
}

const record = ({ def }: z.ZodRecord, io: Io): JsonSchema => {
  if (def.keyType._zod.values) throw new TypeError('a record of certain keys is not written as JSON Schema')
  return {
    type: 'object',
    propertyNames: writeSchema(def.keyType, io),
    additionalProperties: writeSchema(def.valueType, io),
  }
}

// Types without another word about them are named in one list.
const either = (options: readonly $ZodType[], io: Io): JsonSchema => {
  const written = options.map((one) => writeSchema(one, io))
  if (written.some((one) => Object.keys(one).join() !== 'type')) return { anyOf: written }
  const types = [...new Set(written.flatMap(({ type }) => type ?? []))]
  return { type: types.length === 1 ? types[0] : types }
}
