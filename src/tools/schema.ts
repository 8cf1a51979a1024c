/** The part of JSON Schema that zod writes and clients read. */
export interface JsonSchema {
  readonly type?: string | readonly string[] | undefined
  readonly description?: string | undefined
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly items?: JsonSchema | undefined
  readonly anyOf?: readonly JsonSchema[] | undefined
  readonly additionalProperties?: JsonSchema | boolean | undefined
  readonly [keyword: string]: unknown
}

type Change = (schema: JsonSchema) => JsonSchema

/** Applies `change` to a schema and, first, to every schema inside it. */
export const mapSchema = (schema: JsonSchema, change: Change): JsonSchema => {
  const inner = (one: JsonSchema) => mapSchema(one, change)
  const { properties, items, anyOf, additionalProperties } = schema
  const mapped: JsonSchema = {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)])),
    }),
    ...(items && { items: inner(items) }),
    ...(anyOf && { anyOf: anyOf.map(inner) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inner(additionalProperties) }),
  }
  return change(mapped)
}

/** A copy without the keywords named. */
export const without = (schema: JsonSchema, keywords: readonly string[]): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword)))
