import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerMcp } from '../../src/mcp/handler.ts'
import { answerPlainCall } from '../../src/mcp/plain-call.ts'
import { aSession } from './a-session.ts'

const NEWEST = '2026-07-28'
const VERSION = 'io.modelcontextprotocol/protocolVersion'
const CLIENT = 'io.modelcontextprotocol/clientInfo'
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities'
const URL_OF_OURS = 'http://127.0.0.1:8787/mcp'

interface Sent {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Readonly<Record<string, unknown>>
}

const PLAIN: Sent = {
  headers: {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    host: '127.0.0.1:8787',
    'mcp-protocol-version': NEWEST,
    'mcp-method': 'tools/call',
    'mcp-name': 'get_ticker',
  },
  body: {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: {
      name: 'get_ticker',
      arguments: { pair: 'BTC/USD' },
      _meta: { [VERSION]: NEWEST, [CLIENT]: { name: 'a client', version: '1' }, [CAPABILITIES]: {} },
    },
  },
}

const TICKER = { XXBTZUSD: { a: ['61000.1', '1', '1.000'], c: ['61000.0', '0.5'] } }

/** What both ways answer; undefined for the plain one where it leaves the call to the other. */
const bothAnswers = async ({ headers, body }: Sent, path?: string) => {
  const init = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const request = new Request(URL_OF_OURS, { method: 'POST', headers: Object.fromEntries(init) })
  const { session } = aSession({ call: async () => ({ result: TICKER, ageMs: 7 }) }, path)
  const reception = {
    url: new URL(URL_OF_OURS),
    hostnames: ['127.0.0.1', 'localhost'],
    message: JSON.parse(JSON.stringify(body)),
  }
  const plain = await answerPlainCall(request.headers, session, reception)
  return {
    plain: plain && (await told(plain)),
    usual: await told(await answerMcp(request, session, reception)),
  }
}

const told = async (response: Response) => ({
  status: response.status,
  type: response.headers.get('content-type'),
  body: JSON.parse((await response.text()) || 'null'),
})

const withParams = (changes: object): Sent => ({
  ...PLAIN,
  body: { ...PLAIN.body, params: { ...Object(PLAIN.body.params), ...changes } },
})

const withMeta = (changes: object) =>
  withParams({ _meta: { ...Object(PLAIN.body.params)._meta, ...changes } })
const withHeaders = (changes: Sent['headers']): Sent => ({
  ...PLAIN,
  headers: { ...PLAIN.headers, ...changes },
})
const withBody = (changes: object): Sent => ({ ...PLAIN, body: { ...PLAIN.body, ...changes } })

test('a plain call of a tool that reads is answered as the protocol’s own handler answers it', async () => {
  const { plain, usual } = await bothAnswers(PLAIN)
  expect(plain).toEqual(usual)
  expect(plain?.body.result.content).toEqual([{ type: 'text', text: JSON.stringify({ ...TICKER, _age: 7 }) }])
})

test('so are a refusal of the tool’s, and structured content', async () => {
  const refused = await bothAnswers(withParams({ arguments: { pairs: 'BTC/USD' } }))
  expect(refused.plain?.body.result.isError).toBe(true)
  expect(refused.plain).toEqual(refused.usual)
  const typed = await bothAnswers(PLAIN, '/mcp/x/market/typed')
  expect(typed.plain?.body.result.structuredContent).toEqual({ ...TICKER, _age: 7 })
  expect(typed.plain).toEqual(typed.usual)
})

const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'market', volume: '1' }
const ODD: Readonly<Record<string, Sent>> = {
  'a web page calls': withHeaders({ origin: 'https://elsewhere.example' }),
  'it is meant for another host': withHeaders({ host: 'elsewhere.example' }),
  'the body is no JSON by its type': withHeaders({ 'content-type': 'text/plain' }),
  'no version stands in the headers': withHeaders({ 'mcp-protocol-version': undefined }),
  'an earlier version stands there': withHeaders({ 'mcp-protocol-version': '2025-11-25' }),
  'no method stands there': withHeaders({ 'mcp-method': undefined }),
  'another method stands there': withHeaders({ 'mcp-method': 'tools/list' }),
  'no name stands there': withHeaders({ 'mcp-name': undefined }),
  'another tool stands there': withHeaders({ 'mcp-name': 'get_spread' }),
  'the body calls another method': withBody({ method: 'tools/list' }),
  'it is no JSON-RPC': withBody({ jsonrpc: '1.0' }),
  'it has no id': withBody({ id: undefined }),
  'its id is null': withBody({ id: null }),
  'its id is a fraction': withBody({ id: 1.5 }),
  'it has no envelope': withParams({ _meta: undefined }),
  'its envelope names another version': withMeta({ [VERSION]: '2027-01-01' }),
  'its envelope names no capabilities': withMeta({ [CAPABILITIES]: undefined }),
  'its envelope names a client that is none': withMeta({ [CLIENT]: 'me' }),
  'its arguments are a list': withParams({ arguments: ['BTC/USD'] }),
  'its arguments are null': withParams({ arguments: null }),
  'it answers what was asked': withParams({ inputResponses: {}, requestState: 'x' }),
  'the tool acts': {
    headers: { ...PLAIN.headers, 'mcp-name': 'add_order' },
    body: withParams({ name: 'add_order', arguments: order }).body,
  },
  'there is no such tool': {
    headers: { ...PLAIN.headers, 'mcp-name': 'get_rich' },
    body: withParams({ name: 'get_rich' }).body,
  },
}

test.each(Object.entries(ODD))('the protocol’s own handler answers where %s', async (_, sent) => {
  expect((await bothAnswers(sent)).plain).toBeUndefined()
})

const aText = fc.oneof(
  fc.constantFrom('', 'get_ticker', 'get_spread', 'tools/call', NEWEST, 'ü'),
  fc.string({ maxLength: 8 }),
)
const aValue = fc.oneof(
  aText,
  fc.constantFrom<unknown>(undefined, null, 0, -1, 1.5, 1e300, true, [], {}),
  fc.dictionary(fc.string({ maxLength: 5 }), aText, { maxKeys: 2, noNullPrototype: true }),
)
const some = (...names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, aValue])), {
    requiredKeys: [],
    noNullPrototype: true,
  })
const aCapability = fc.dictionary(fc.constantFrom('elicitation', 'roots', 'sampling', 'tasks', 'x'), aValue, {
  noNullPrototype: true,
})
const aChange: fc.Arbitrary<Sent> = fc.oneof(
  aValue.map((id) => withBody({ id })),
  some('pair', 'pairs', 'cursor', 'toString').map((args) => withParams({ arguments: args })),
  some('arguments', 'name', 'task', 'requestState', 'inputResponses', '_meta').map(withParams),
  some(VERSION, CLIENT, CAPABILITIES, 'progressToken', 'traceparent', 'x').map(withMeta),
  aCapability.map((capabilities) => withMeta({ [CAPABILITIES]: capabilities })),
  some('jsonrpc', 'method', 'params', 'result', 'error', 'x').map(withBody),
)

test('whatever stands in a call, both answer it alike', async () => {
  let plainly = 0
  await fc.assert(
    fc.asyncProperty(aChange, async (sent) => {
      const { plain, usual } = await bothAnswers(sent)
      if (!plain) return
      plainly += 1
      expect(plain).toEqual(usual)
    }),
    { numRuns: 200 },
  )
  expect(plainly).toBeGreaterThan(20)
})
