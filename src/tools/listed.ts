import { type JsonSchema, mapSchema, without } from './schema.ts'

const NOISE = ['$schema', 'additionalProperties', 'default']
const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const

/** zod writes the safe-integer bounds on every integer; they say nothing. */
const hugeBounds = (schema: JsonSchema) =>
  BOUNDS.filter((bound) => Math.abs(Number(schema[bound] ?? 0)) >= Number.MAX_SAFE_INTEGER)

/**
 * The schema as tools/list shows it: without what costs every client context and tells no model anything.
 * `hidden` parameters are accepted and documented, not listed. Validation stays with the whole schema.
 */
export const listedSchema = (accepted: JsonSchema, hidden: readonly string[]): JsonSchema => {
  const lean = mapSchema(accepted, (schema) => terse(without(schema, [...NOISE, ...hugeBounds(schema)])))
  if (!lean.properties) return lean
  return { ...lean, properties: omit(lean.properties, hidden) }
}

/** An order inside a batch has the fields of a single order, which add_order has already explained. */
const terse = (schema: JsonSchema): JsonSchema => {
  if (schema.items?.properties === undefined) return schema
  return { ...schema, items: mapSchema(schema.items, (inner) => without(inner, ['description'])) }
}

const omit = (properties: Readonly<Record<string, JsonSchema>>, hidden: readonly string[]) =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.includes(name)))
