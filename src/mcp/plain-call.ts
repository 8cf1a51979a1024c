import { classifyInboundRequest, SERVER_INFO_META_KEY } from '@modelcontextprotocol/server'
import { isRecord } from '../domain/record.ts'
import { toolNamed } from '../tools/catalogue.ts'
import { callTool } from './call.ts'
import { NEWEST, type Reception } from './reception.ts'
import { ABOUT } from './server.ts'
import type { Session } from './session.ts'

interface Call {
  readonly id: unknown
  readonly name: string
  readonly args: unknown
}

/**
 * Answers the commonest message without a server of its own, which costs more than the rest of the call: a tool that only
 * reads, called in the 2026-07-28 form. Undefined where anything is unusual; then the protocol's own handler answers. A
 * test holds the two answers equal.
 */
export const answerPlainCall = async (
  headers: Headers,
  session: Session,
  reception: Reception,
): Promise<Response | undefined> => {
  const call = isWelcome(headers, reception) ? plainCallIn(headers, reception.message) : undefined
  if (!call) return undefined
  const result = await callTool(session, call.name, call.args)
  const body = { result: { ...result, ...COMPLETE }, jsonrpc: '2.0', id: call.id }
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
}

const COMPLETE = { resultType: 'complete', _meta: { [SERVER_INFO_META_KEY]: ABOUT } } as const

// A web page sends an origin; who answers to which name is then the handler's to judge, as with any other oddity.
const isWelcome = (headers: Headers, { url, hostnames }: Reception): boolean => {
  const host = headers.get('host')
  return (
    headers.get('origin') === null &&
    (host === null || host === url.host) &&
    (hostnames === undefined || hostnames.includes(url.hostname)) &&
    headers.get('content-type') === 'application/json'
  )
}

// What acts is left to the server: it may have to ask the caller something first.
const plainCallIn = (headers: Headers, message: unknown): Call | undefined => {
  if (headers.get('mcp-protocol-version') !== NEWEST || headers.get('mcp-method') !== 'tools/call') return
  if (!isRecord(message) || !isRecord(message.params)) return
  const { _meta, name, arguments: args, ...others } = message.params
  if (typeof name !== 'string' || headers.get('mcp-name') !== name || Object.keys(others).length > 0) return
  if (args !== undefined && !isRecord(args)) return
  const tool = toolNamed(name)
  return tool && !tool.acts && isRequest(message) ? { id: message.id, name, args } : undefined
}

/** Whether the message asks for an answer and its envelope is whole, in the protocol's own judgement. */
const isRequest = (body: unknown): boolean => {
  const inbound = { httpMethod: 'POST', protocolVersionHeader: NEWEST, mcpMethodHeader: 'tools/call', body }
  const route = classifyInboundRequest(inbound)
  return route.kind === 'modern' && route.messageKind === 'request'
}
