import * as z from 'zod'

const Id = z.union([z.string(), z.number()])

/** What travels on one line: a request has a method and an id, a notification a method alone, an answer an id alone. */
export const Message = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: Id.nullish(),
  method: z.string().optional(),
  params: z.looseObject({ _meta: z.looseObject({}).optional() }).optional(),
})
export type Message = z.infer<typeof Message>
export type RpcId = z.infer<typeof Id> | null

export const PARSE_ERROR = -32_700
export const INVALID_REQUEST = -32_600
export const CONNECTION_LOST = -32_000

/** An error answer on one line. */
export const rpcError = (id: RpcId, code: number, message: string): string =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })
