import { expect, test } from 'vitest'
import { mcpHeaders } from '../../src/cli/mcp-headers.ts'

const MODERN = { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } }

test('before the handshake a 2025 message carries no version; after it, the one agreed on', () => {
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' } as const
  expect(mcpHeaders(message, undefined)).toEqual({})
  expect(mcpHeaders(message, '2025-06-18')).toEqual({ 'MCP-Protocol-Version': '2025-06-18' })
})

test('a 2026 message is repeated in its headers, whatever was agreed on before', () => {
  const params = { ...MODERN, name: 'get_ticker' }
  expect(mcpHeaders({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, '2025-06-18')).toEqual({
    'MCP-Protocol-Version': '2026-07-28',
    'Mcp-Method': 'tools/call',
    'Mcp-Name': 'get_ticker',
  })
})

test('what a header cannot hold travels as base64', () => {
  for (const name of ['naïve', 'a\r\nX-Evil: 1', ' blank', '=?base64?x?=', '']) {
    const params = { ...MODERN, name }
    const headers = mcpHeaders({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, undefined)
    expect(headers['Mcp-Name']).toBe(`=?base64?${Buffer.from(name).toString('base64')}?=`)
  }
})
