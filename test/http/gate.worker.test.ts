import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { Bindings } from '../../src/desk/bindings.ts'
import { createApp } from '../../src/http/app.ts'
import { aCaller, message, ORIGIN, turn } from './a-caller.ts'

/** A deployment of its own, with other settings than the one under test elsewhere. */
const deployed = async (changes: Partial<Bindings>, path: string, init?: RequestInit): Promise<Response> => {
  const context = createExecutionContext()
  const response = await createApp().fetch(
    new Request(`${ORIGIN}${path}`, init),
    { ...env, ...changes },
    context,
  )
  await waitOnExecutionContext(context)
  return response
}

test('AUTH_DISABLED on a deployed Worker closes everything but health, and names the setting', async () => {
  const changes = { AUTH_DISABLED: 'true', RUNS_LOCALLY: 'false' }
  expect((await deployed(changes, '/health')).status).toBe(200)
  for (const path of ['/mcp', '/ready', '/mcp/x/all']) {
    const response = await deployed(changes, path, path === '/ready' ? {} : message('tools/list'))
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({
      error: {
        kind: 'unavailable',
        code: 'misconfigured',
        hint: expect.stringMatching(/deploys again.*starts it again/),
        details: { settings: ['AUTH_DISABLED'] },
      },
    })
  }
  expect(await turn('log')).toEqual([])
})

test('AUTH_DISABLED on the owner’s machine lets in without a token', async () => {
  const changes = { AUTH_DISABLED: 'true', RUNS_LOCALLY: 'true' }
  const response = await deployed(changes, '/mcp', message('tools/list'))
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('add_order')
})

test.each([
  ['half a key', { KRAKEN_API_SECRET: '' }, 'KRAKEN_API_SECRET'],
  ['a secret that is no base64', { KRAKEN_API_SECRET: 'no secret!' }, 'KRAKEN_API_SECRET'],
  ['an exchange over plain http', { KRAKEN_BASE_URL: 'http://example.com' }, 'KRAKEN_BASE_URL'],
])(
  '%s closes everything but health, and the setting is named without its value',
  async (_, changes, name) => {
    const before = await turn('log')
    const response = await deployed(changes, '/mcp', message('tools/list'))
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({
      error: { code: 'misconfigured', details: { settings: [name] } },
    })
    for (const value of Object.values(changes)) if (value) expect(text).not.toContain(value)
    expect(await turn('log')).toEqual(before)
    expect((await deployed(changes, '/health')).status).toBe(200)
  },
)

test.each([
  ['JOURNAL_DAYS', 'x'],
  ['ALERT_WEBHOOK_URL', 'hooks.example'],
  ['LOG_LEVEL', 'loud'],
])('a wrong %s leaves the doors open; ready fails and names it without its value', async (name, value) => {
  const changes = { [name]: value, AUTH_DISABLED: 'true', RUNS_LOCALLY: 'true' }
  expect((await deployed(changes, '/mcp', message('tools/list'))).status).toBe(200)
  expect((await deployed(changes, '/panic/p_1.x')).status).toBe(404)
  const { authorization } = await aCaller({ scopes: 'read' })
  const response = await deployed(changes, '/ready', { headers: authorization })
  expect(response.status).toBe(503)
  const text = await response.text()
  expect(text).not.toContain(`"${value}"`)
  expect(JSON.parse(text)).toMatchObject({
    checks: { settings: 'failed' },
    problems: [expect.stringContaining(name)],
  })
  const keyless = await deployed({ ...changes, KRAKEN_API_KEY: '', KRAKEN_API_SECRET: '' }, '/ready')
  expect(keyless.status).toBe(503)
})

test('a panic link answers whatever the settings are', async () => {
  const changes = { KRAKEN_BASE_URL: 'http://example.com', AUTH_DISABLED: 'true' }
  expect((await deployed(changes, '/panic/p_1.x', { method: 'POST' })).status).toBe(404)
})

test('without a key the deployment is ready, and lists the market alone', async () => {
  const changes = { KRAKEN_API_KEY: '', KRAKEN_API_SECRET: '', AUTH_DISABLED: 'true' }
  const text = await (await deployed(changes, '/mcp/x/all', message('tools/list'))).text()
  expect(text).toContain('get_ticker')
  expect(text).not.toContain('get_account_balance')
  const body = { name: 'get_account_balance', arguments: {} }
  const answer = await (await deployed(changes, '/mcp/x/all', message('tools/call', body))).text()
  expect(answer).toMatch(/no_key.*KRAKEN_API_KEY.*KRAKEN_API_SECRET/)
})
