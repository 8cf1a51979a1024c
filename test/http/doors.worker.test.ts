import { expect, test } from 'vitest'
import { aCaller, emulatorLog, knock, message, ORIGIN, say } from './a-caller.ts'

test('health answers without credentials and to GET alone', async () => {
  expect(await (await knock('/health')).json()).toEqual({ status: 'ok' })
  const response = await knock('/health', { method: 'POST' })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET')
})

test('a door that does not exist is 404 and names the doors', async () => {
  const response = await knock('/nowhere')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    error: { kind: 'invalid', code: 'not_found', hint: expect.stringMatching(/\/mcp/) },
  })
})

test.each(['GET', 'DELETE', 'PUT', 'OPTIONS'])('%s /mcp is 405 and says what is allowed', async (method) => {
  const response = await knock('/mcp', { method })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('POST')
  expect(await response.json()).toMatchObject({ error: { code: 'method_not_allowed' } })
})

test('without a token the answer is 401 with a challenge', async () => {
  const response = await knock('/mcp', message('tools/list'))
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe(
    `Bearer realm="breakwater", resource_metadata="${ORIGIN}/.well-known/oauth-protected-resource/mcp", scope="read"`,
  )
  expect(await response.json()).toMatchObject({
    error: {
      kind: 'forbidden',
      code: 'invalid_token',
      hint: expect.stringContaining('npm run token'),
      request: expect.stringMatching(/^r_[0-9a-f]{16}$/),
    },
  })
  expect(await emulatorLog()).toEqual([])
})

test.each([
  ['that is malformed', 'Bearer hello'],
  ['that nobody minted', `Bearer bw_${'A'.repeat(43)}`],
  ['of another scheme', 'Basic dXNlcjpwYXNz'],
])('a token %s is 401', async (_, authorization) => {
  const { headers, ...rest } = message('tools/list')
  const response = await knock('/mcp', { ...rest, headers: { ...Object(headers), authorization } })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  expect(await response.json()).toMatchObject({
    error: { kind: 'forbidden', code: 'invalid_token', hint: expect.stringContaining('npm run token') },
  })
  expect(await emulatorLog()).toEqual([])
})

test.each([
  ['an expired', { expiresAt: 1_000 }, 'token_expired'],
  ['a revoked', { revokedAt: 1_000 }, 'token_revoked'],
  ['a URL', { forUrl: true }, 'url_token_only'],
  ['another exchange’s', { exchange: 'kraken' as const }, 'wrong_exchange'],
])('%s token in the header is 401 and says why', async (_, changes, code) => {
  const { token } = await aCaller(changes)
  expect(await say(token, '/mcp', 'tools/list')).toMatchObject({
    status: 401,
    body: { error: { kind: 'forbidden', code, hint: expect.stringMatching(/mint/i) } },
  })
  expect(await emulatorLog()).toEqual([])
})

test('a URL token works in the URL, and a header token does not', async () => {
  const forUrl = await aCaller({ forUrl: true })
  const forHeader = await aCaller()
  expect((await knock(`/mcp?apikey=${forUrl.token}`, message('tools/list'))).status).toBe(200)
  const response = await knock(`/mcp?apikey=${forHeader.token}`, message('tools/list'))
  expect(response.status).toBe(401)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'header_token_only' } })
  expect(text).not.toContain(forHeader.token)
})

test('an unknown toolset is 404 and the known ones are named', async () => {
  const { token } = await aCaller()
  expect(await say(token, '/mcp/x/market,stocks', 'tools/list')).toMatchObject({
    status: 404,
    body: {
      error: {
        kind: 'invalid',
        code: 'not_found',
        message: expect.stringMatching(/stocks/),
        details: { toolsets: expect.arrayContaining(['market', 'all']) },
      },
    },
  })
  expect((await say(token, '/mcp/nowhere', 'tools/list')).status).toBe(404)
})

test('a body of 5 MB is 413, with its length told or not', async () => {
  const { authorization } = await aCaller()
  const headers = { ...authorization, 'content-type': 'application/json' }
  const told = await knock('/mcp', { method: 'POST', headers, body: 'x'.repeat(5_000_000) })
  const body = new Blob(['x'.repeat(5_000_000)]).stream()
  const untold = await knock('/mcp', { method: 'POST', headers, body })
  for (const response of [told, untold]) {
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      error: { kind: 'invalid', code: 'body_too_large', hint: expect.stringMatching(/less/) },
    })
  }
  expect(await emulatorLog()).toEqual([])
})

test('a body that is no JSON is 400 with the protocol’s own parse error', async () => {
  const { token } = await aCaller()
  const { headers } = message('tools/list')
  const sent = { ...Object(headers), authorization: `Bearer ${token}` }
  const response = await knock('/mcp', { method: 'POST', headers: sent, body: '{"jsonrpc":' })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    error: { code: -32700, data: { hint: expect.stringContaining('valid JSON') } },
  })
  expect(await emulatorLog()).toEqual([])
})

test('a batch is 400 and nothing of it is done', async () => {
  const { token } = await aCaller()
  const { headers, body } = message('tools/list')
  const sent = { ...Object(headers), authorization: `Bearer ${token}` }
  const response = await knock('/mcp', { method: 'POST', headers: sent, body: ` [${body},${body}]` })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    error: { kind: 'invalid', code: 'batch_refused', hint: expect.stringMatching(/a POST of its own/) },
  })
  expect(await emulatorLog()).toEqual([])
})

test.each([
  ['Host', { host: 'evil.example' }],
  ['Origin', { origin: 'https://evil.example' }],
])('a foreign %s is 403', async (_, foreign) => {
  const { token } = await aCaller()
  const { headers, ...rest } = message('tools/list')
  const response = await knock('/mcp', {
    ...rest,
    headers: { ...Object(headers), authorization: `Bearer ${token}`, ...foreign },
  })
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({
    jsonrpc: '2.0',
    error: {
      code: expect.any(Number),
      message: expect.stringContaining('evil.example'),
      data: { hint: expect.stringContaining('its own address') },
    },
  })
})

test('no answer of a door opens itself to other origins', async () => {
  const { token } = await aCaller()
  const { headers, ...rest } = message('tools/list')
  const response = await knock('/mcp', {
    ...rest,
    headers: { ...Object(headers), authorization: `Bearer ${token}`, origin: 'http://localhost:6274' },
  })
  expect(response.status).toBe(200)
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
})
