import { exports } from 'cloudflare:workers'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ORIGIN } from '../http/a-caller.ts'

const ABOUT = { name: 'a test', version: '1' }

const inProcess = (url: string | URL, init?: RequestInit) => exports.default.fetch(new Request(url, init))

const options = (token: string) => ({
  fetch: inProcess,
  requestInit: { headers: { authorization: `Bearer ${token}` } },
})

/** A client of the current SDK: the 2026-07-28 form where the server has it, or the 2025 handshake alone. */
export const aClient = async (token: string, mode: 'auto' | 'legacy', path = '/mcp'): Promise<Client> => {
  const client = new Client(ABOUT, { versionNegotiation: { mode } })
  await client.connect(new StreamableHTTPClientTransport(new URL(path, ORIGIN), options(token)))
  return client
}

/** A client of the SDK's first line. */
export const aFirstClient = async (token: string, path = '/mcp'): Promise<FirstClient> => {
  const client = new FirstClient(ABOUT)
  await client.connect(new FirstTransport(new URL(path, ORIGIN), options(token)))
  return client
}
