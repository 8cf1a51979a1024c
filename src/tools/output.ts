import { type JsonSchema, mapSchema, without } from './schema.ts'

// The shape is told, not promised: Kraken adds and leaves out fields, and a client refuses an answer that breaks a promise.
const PROMISES = [
  '$schema',
  'required',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'enum',
  'const',
]

/** The keys that we add after Kraken's own. */
const OURS: Readonly<Record<string, JsonSchema>> = {
  _account: { type: 'string' },
  _next: { type: 'string' },
  _note: { type: 'string' },
  _age: { type: 'number' },
}

const isClosed = (schema: JsonSchema) => schema.additionalProperties === false

/** The schema of an answer under `/typed`; a bare list or scalar is found under `items`. */
export const outputSchema = (result: JsonSchema): JsonSchema => {
  const shape = mapSchema(result, (schema) =>
    without(schema, isClosed(schema) ? [...PROMISES, 'additionalProperties'] : PROMISES),
  )
  if (shape.type !== 'object') return { type: 'object', properties: { items: shape, ...OURS } }
  return { ...shape, properties: { ...shape.properties, ...OURS } }
}

/** Tells whether an answer of this shape always holds a list or a map, and so may well outgrow one page. */
export const canBeLong = (result: JsonSchema): boolean => {
  const { type, properties = {}, required = [], additionalProperties, anyOf = [] } = result
  if (type === 'array' || Object.keys(result).length === 0) return true
  const isMap = typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
  const certain = Object.entries(properties).flatMap(([name, one]) => (required.includes(name) ? [one] : []))
  return isMap || [...certain, ...anyOf].some((one) => Object.keys(one).length > 0 && canBeLong(one))
}
