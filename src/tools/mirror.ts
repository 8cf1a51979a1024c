import * as z from 'zod'
import { once } from '../domain/once.ts'
import { type Endpoint, isPrivate } from '../kraken/endpoint.ts'
import { writeSchema } from './json-schema.ts'
import { listedSchema } from './listed.ts'
import { canBeLong, outputSchema } from './output.ts'
import type { JsonSchema } from './schema.ts'
import type { Annotations, Tool } from './tool.ts'
import { CORE, type ToolsetName } from './toolsets.ts'

const SCOPES = { read: 'read', order: 'trade', cancel: 'trade', funds: 'funds' } as const

/** The tool that mirrors one row: Kraken's own parameter names in, Kraken's own result out. */
export const mirror = (row: Endpoint, toolset: ToolsetName): Tool => {
  const input = once(() => inputOf(row))
  const accepted = once(() => writeSchema(input(), 'input'))
  const result = once(() => writeSchema(row.result(), 'output'))
  const pages = row.effect === 'read' && row.once !== true
  return {
    name: row.tool,
    title: row.title,
    description: row.describe,
    toolset,
    scope: row.scope ?? SCOPES[row.effect],
    core: CORE.has(row.tool),
    annotations: annotationsOf(row),
    get input() {
      return input()
    },
    accepted,
    listed: once(() => {
      const lean = listedSchema(accepted(), (row.unlisted ?? []).map(String))
      return pages && canBeLong(result()) ? withCursor(lean) : lean
    }),
    output: once(() => outputSchema(result())),
    example: row.example,
    permissions: isPrivate(row) ? row.permissions : undefined,
    acts: row.effect !== 'read' || row.once === true,
    stops: row.effect === 'cancel',
    pages,
    paging: row.pages,
    handler: (desk, args) => desk.call(row, args),
  }
}

const key = once(() =>
  z
    .string()
    .refine((text) => /^[ -~]{1,64}$/.test(text), 'must be 1 to 64 printable ASCII characters')
    .optional(),
)

/** What acts, and is not a stop, takes a key under which it can be asked for again without being done again. */
const inputOf = ({ effect, params }: Endpoint): z.ZodObject =>
  effect === 'order' || effect === 'funds' ? params.safeExtend({ idempotency_key: key() }) : params

const annotationsOf = (row: Endpoint): Annotations => {
  const isRead = row.effect === 'read'
  return {
    readOnlyHint: isRead && row.once !== true,
    destructiveHint: !isRead,
    // Cancelling what is cancelled changes nothing; asking twice for an export makes two.
    idempotentHint: row.effect === 'cancel' || (isRead && row.once !== true),
    openWorldHint: true,
  }
}

/** The schema with the cursor of a tool whose answers are cut into pages. */
export const withCursor = (schema: JsonSchema): JsonSchema =>
  schema.properties?.cursor === undefined
    ? { ...schema, properties: { ...schema.properties, cursor: { type: 'string' } } }
    : schema
