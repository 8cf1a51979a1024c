import { env, exports } from 'cloudflare:workers'
import { insertToken } from '../../src/store/tokens.ts'
import { aToken } from '../auth/a-token.ts'

/** Where the server under test stands: a loopback name, since it runs locally. */
export const ORIGIN = 'http://127.0.0.1'

/** One request to the server under test. */
export const knock = (path: string, init?: RequestInit): Promise<Response> =>
  exports.default.fetch(new Request(`${ORIGIN}${path}`, init))

/** A caller whose token is in the database. */
export const aCaller = async (changes: Parameters<typeof aToken>[0] = {}) => {
  const { token, row } = await aToken({ scopes: 'read,trade,funds', ...changes })
  await insertToken(env.DB, row)
  return { token, row, authorization: { authorization: `Bearer ${token}` } }
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

/** A JSON-RPC message as a 2025 client sends it. */
export const message = (method: string, params: object = {}): RequestInit => ({
  method: 'POST',
  headers: { ...HEADERS, 'mcp-protocol-version': '2025-11-25' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
})

/** Sends a message with a token, as a 2025 client does, and reads the JSON-RPC response out of its stream. */
export const say = async (token: string, path: string, method: string, params: object = {}) => {
  const init = message(method, params)
  const headers = { ...HEADERS, 'mcp-protocol-version': '2025-11-25', authorization: `Bearer ${token}` }
  const response = await knock(path, { ...init, headers })
  const text = await response.text()
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text
  return { status: response.status, body: JSON.parse(data) }
}

/** Calls a tool and reads its one text block back. */
export const call = async (token: string, name: string, args: object = {}, path = '/mcp/x/all') => {
  const { body } = await say(token, path, 'tools/call', { name, arguments: args })
  const text = String(body.result?.content?.[0]?.text)
  return { isError: body.result?.isError === true, text, answer: JSON.parse(text) }
}

/** Turns one of the emulator's own knobs, or reads it where nothing is sent. */
export const turn = async (knob: string, body?: object): Promise<unknown> => {
  const init = body && { method: 'POST', body: JSON.stringify(body) }
  return (await fetch(`http://127.0.0.1:1/__emulator/${knob}`, init)).json()
}

/** What the emulator has seen, as its log tells it. */
export const emulatorLog = async (): Promise<readonly { path?: string; params?: object }[]> => {
  const log = await turn('log')
  if (!Array.isArray(log)) throw new TypeError('the log is no list')
  return log
}
