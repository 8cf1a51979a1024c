import type { Message } from './rpc.ts'

const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion'
// Which parameter the Mcp-Name header repeats (SEP-2243, SEP-2663).
const NAMED_BY = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
])

/**
 * The MCP headers of one message: a 2026 client names its version in every message, and the headers repeat what stands
 * in it; a 2025 client agreed on `negotiated` in its handshake.
 */
export const mcpHeaders = (message: Message, negotiated: string | undefined): Record<string, string> => {
  const version = message.params?._meta?.[VERSION_KEY]
  if (typeof version !== 'string' || message.method === undefined)
    return negotiated === undefined ? {} : { 'MCP-Protocol-Version': negotiated }
  const name = message.params?.[NAMED_BY.get(message.method) ?? '']
  return {
    'MCP-Protocol-Version': encoded(version),
    'Mcp-Method': encoded(message.method),
    ...(typeof name === 'string' && { 'Mcp-Name': encoded(name) }),
  }
}

// A header takes visible ASCII; anything else travels as base64 between the marks that SEP-2243 names.
const encoded = (text: string): string =>
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.startsWith('=?base64?')
    ? text
    : `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`
