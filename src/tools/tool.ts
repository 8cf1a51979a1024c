import type * as z from 'zod'
import type { Scope } from '../auth/principal.ts'
import type { Answered, Desk } from '../desk/desk.ts'
import type { Permissions } from '../kraken/endpoint.ts'
import type { JsonSchema } from './schema.ts'
import type { ToolsetName } from './toolsets.ts'

/** The four hints of the protocol, always written out: clients assume the worst of a hint that is missing. */
export interface Annotations {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/** One thing that an agent can call. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly toolset: ToolsetName
  readonly scope: Exclude<Scope, 'admin'>
  /** Listed by plain `/mcp`. */
  readonly core: boolean
  readonly annotations: Annotations
  /** What is accepted; everything else is refused. */
  readonly input: z.ZodObject
  /** `input` as JSON Schema, whole; what arguments are normalised against. */
  accepted(): JsonSchema
  /** `input` as it is listed: shorter, never stricter than `input`. */
  listed(): JsonSchema
  /** The shape of the answer, for `/typed`. */
  output(): JsonSchema
  /** Arguments with which the tool runs against the emulator. */
  readonly example: object
  /** What the Kraken key must be able to do; undefined where no key is needed. */
  readonly permissions: Permissions | undefined
  /** Whether a lost answer may have changed something. */
  readonly acts: boolean
  /** Whether it only ever stops something: then nothing but who is calling may stand in its way. */
  readonly stops: boolean
  /** Whether an answer that outgrows one page is cut and goes on by `cursor`; what acts answers whole. */
  readonly pages: boolean
  /** Kraken's own way of paging, where it has one. */
  readonly paging: 'ofs' | 'since' | 'cursor' | undefined
  /** Answers parsed arguments. Throws `BreakwaterError` and nothing else. */
  handler(desk: Desk, args: Readonly<Record<string, unknown>>): Promise<Answered>
}
