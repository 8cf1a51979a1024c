import { createServer, type IncomingHttpHeaders } from 'node:http'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createBridge } from '../../src/cli/bridge.ts'
import { checkPort } from '../../src/cli/ports.ts'

// The bridge tells its owner on stderr what it tells the client; here nobody reads it.
beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true))
afterEach(() => void vi.restoreAllMocks())

interface Reply {
  readonly status?: number
  readonly type?: string
  readonly body: string
}

/** A bridge to a server that gives each request the same reply; `seen` is what arrived, `lines` what was written. */
const aBridge = async (reply: Reply | 'hang up') => {
  const seen: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    if (reply === 'hang up') return request.socket.destroy()
    response
      .writeHead(reply.status ?? 200, { 'content-type': reply.type ?? 'application/json' })
      .end(reply.body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/mcp`
  const lines: string[] = []
  const asked: boolean[] = []
  const bridge = createBridge({
    target: async (again) => {
      asked.push(again)
      return { url, token: 'bw_test' }
    },
    write: (line) => lines.push(line),
  })
  return { seen, lines, url, asked, carry: (text: string) => bridge.carry({ text }), bridge }
}

const CALL = '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"add_order"}}'
const ANSWER = '{"jsonrpc":"2.0","id":7,"result":{"big":12345678901234567890}}'

test('a JSON answer goes through as it came, every digit of it', async () => {
  const { seen, lines, carry } = await aBridge({ body: ANSWER })
  await carry(CALL)
  expect(lines).toEqual([ANSWER])
  expect(seen).toMatchObject([{ body: CALL, headers: { authorization: 'Bearer bw_test' } }])
})

test('an answer of several lines becomes one', async () => {
  const { lines, carry } = await aBridge({ body: '{\n"jsonrpc":"2.0",\n"id":7,"result":{}}' })
  await carry(CALL)
  expect(lines).toEqual(['{"jsonrpc":"2.0","id":7,"result":{}}'])
})

test('a stream of events brings its notifications and its answer, in order', async () => {
  const note = '{"jsonrpc":"2.0","method":"notifications/progress"}'
  const { lines, carry } = await aBridge({
    type: 'text/event-stream',
    body: `data: ${note}\n\nevent: message\ndata: ${ANSWER}\n\n`,
  })
  await carry(CALL)
  expect(lines).toEqual([note, ANSWER])
})

test('the version that the handshake agreed on is sent from then on', async () => {
  const { seen, carry } = await aBridge({
    body: '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18"}}',
  })
  await carry('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}')
  await carry('{"jsonrpc":"2.0","id":1,"method":"tools/list"}')
  expect(seen.map(({ headers }) => headers['mcp-protocol-version'])).toEqual([undefined, '2025-06-18'])
})

test('a notification is answered by nothing, not even when it fails', async () => {
  const accepted = await aBridge({ status: 202, body: '' })
  await accepted.carry('{"jsonrpc":"2.0","method":"notifications/initialized"}')
  const failed = await aBridge({ status: 500, body: 'oops' })
  await failed.carry('{"jsonrpc":"2.0","method":"notifications/initialized"}')
  expect([...accepted.lines, ...failed.lines]).toEqual([])
})

test('a bad line gets a JSON-RPC error and reaches nobody', async () => {
  const { seen, lines, carry, bridge } = await aBridge({ body: ANSWER })
  for (const text of [
    'garbage',
    '[1]',
    '{"a":1}',
    'null',
    `[${CALL}]`,
    '{"jsonrpc":"1.0","id":1,"method":"x"}',
  ])
    await carry(text)
  await bridge.carry({ tooLong: true })
  const codes = lines.map((line) => JSON.parse(line).error.code)
  expect(codes).toEqual([-32_700, -32_600, -32_600, -32_600, -32_600, -32_600, -32_600])
  expect(seen).toEqual([])
})

test('a refusal of the server reaches the client in the server’s words', async () => {
  const { lines, carry } = await aBridge({
    status: 401,
    body: '{"error":{"kind":"forbidden","code":"token_expired","message":"This token has expired.","hint":"Mint one."}}',
  })
  await carry(CALL)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    id: 7,
    error: { message: expect.stringContaining('has expired. Mint one.') },
  })
  expect(lines[0]).not.toContain('uncertain')
})

test('a JSON-RPC error with an HTTP error status goes through unchanged', async () => {
  const body = '{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"Method not found"}}'
  const { lines, carry } = await aBridge({ status: 404, body })
  await carry(CALL)
  expect(lines).toEqual([body])
})

test('a call whose answer is lost is uncertain, and is not sent again', async () => {
  const replies = ['hang up', { status: 502, type: 'text/html', body: '<html>' }, { body: '<html>' }] as const
  for (const reply of replies) {
    const { seen, lines, carry } = await aBridge(reply)
    await carry(CALL)
    expect(seen).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      id: 7,
      error: { message: expect.stringContaining('uncertain') },
    })
  }
})

test('a redirect is not followed: the token goes nowhere else', async () => {
  const elsewhere = await aBridge({ body: ANSWER })
  const server = createServer((_, response) => {
    response.writeHead(307, { location: elsewhere.url }).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const lines: string[] = []
  const { carry } = createBridge({
    target: async () => ({ url, token: 'bw_test' }),
    write: (line) => lines.push(line),
  })
  await carry({ text: CALL })
  expect(elsewhere.seen).toEqual([])
  expect(JSON.parse(lines[0] ?? '')).toHaveProperty('error')
})

test('a URL where nothing listens is named without its query, and nothing is said to be uncertain', async () => {
  const url = `http://127.0.0.1:${await checkPort('127.0.0.1', 0)}/mcp`
  const lines: string[] = []
  const { carry } = createBridge({
    target: async () => ({ url: `${url}?apikey=canary`, token: 'bw_test' }),
    write: (line) => lines.push(line),
  })
  await carry({ text: CALL })
  const { message } = JSON.parse(lines[0] ?? '').error
  expect(message).toMatch(`Nothing answers at ${url} (ECONNREFUSED). Check`)
  expect(message).not.toMatch(/canary|uncertain/)
})

test('where nothing listens any more the server is looked for again, and the line sent once', async () => {
  const alive = await aBridge({ body: ANSWER })
  const deserted = `http://127.0.0.1:${await checkPort('127.0.0.1', 0)}`
  const lines: string[] = []
  const asked: boolean[] = []
  const { carry } = createBridge({
    target: async (again) => {
      asked.push(again)
      return { url: again ? alive.url : deserted, token: 'bw_test' }
    },
    write: (line) => lines.push(line),
  })
  await carry({ text: CALL })
  expect(asked).toEqual([false, true])
  expect(alive.seen).toHaveLength(1)
  expect(lines).toEqual([ANSWER])
})
