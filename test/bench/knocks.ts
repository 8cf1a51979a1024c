import { mcpHeaders } from '../../src/cli/mcp-headers.ts'
import type { Knock } from './knock.ts'

/** The bare route, beside which everything else is measured. */
export const HEALTH: Knock = { path: '/health', method: 'GET', headers: {}, body: '' }

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
}

export type Form = '2026' | '2025'

/** A message of MCP to every tool's URL, as clients of that year write it. */
export const mcpKnock = (
  form: Form,
  token: string,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
): Knock => {
  const whole = form === '2026' ? { ...params, _meta: META } : params
  const message = { jsonrpc: '2.0' as const, id: 1, method, params: whole }
  return {
    path: '/mcp/x/all',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
      ...mcpHeaders(message, '2025-11-25'),
    },
    body: JSON.stringify(message),
  }
}
