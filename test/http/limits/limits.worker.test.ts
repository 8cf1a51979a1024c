import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { aCaller, message, ORIGIN } from '../a-caller.ts'

const aDoor = (settings: Record<string, string> = {}) => {
  const app = createApp()
  return async (path: string, init: RequestInit = {}, address = '192.0.2.1') => {
    const context = createExecutionContext()
    const headers = { 'cf-connecting-ip': address, ...Object(init.headers) }
    const request = new Request(`${ORIGIN}${path}`, { ...init, headers })
    const response = await app.fetch(request, { ...env, STRANGERS: undefined, ...settings }, context)
    await waitOnExecutionContext(context)
    return response
  }
}

const calling = (authorization: object, name: string, args: object = {}): RequestInit => {
  const init = message('tools/call', { name, arguments: args })
  return { ...init, headers: { ...Object(init.headers), ...authorization } }
}

/** As if the token had used up its hour elsewhere. */
const spend = async (tokenId: string) => {
  const account = env.ACCOUNT.getByName('live')
  while ((await account.lease(tokenId)).calls > 0);
}

test('a call tells how many are left; with none left it is 429 and says until when; stops still pass', async () => {
  const door = aDoor()
  const { row, authorization } = await aCaller()
  const first = await door('/mcp', calling(authorization, 'get_server_time'))
  expect(first.headers.get('ratelimit-limit')).toBe('1000')
  expect(first.headers.get('ratelimit-remaining')).toBe('999')
  expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(0)
  await spend(row.id)
  const elsewhere = aDoor()
  const refused = await elsewhere('/mcp', calling(authorization, 'get_server_time'))
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe(refused.headers.get('ratelimit-reset'))
  expect(await refused.json()).toMatchObject({ error: { kind: 'busy', code: 'call_limit' } })
  for (const stop of ['cancel_all_orders', 'activate_kill_switch'])
    expect((await elsewhere('/mcp/x/all', calling(authorization, stop, { reason: 'enough' }))).status).toBe(
      200,
    )
  const init = message('tools/list')
  const listed = await elsewhere('/mcp', { ...init, headers: { ...Object(init.headers), ...authorization } })
  expect(listed.status).toBe(200)
})

test('an address without a valid token has a hundred requests a minute; a valid token from it still passes', async () => {
  const door = aDoor()
  const { authorization } = await aCaller()
  const guess = () =>
    door('/mcp', { method: 'POST', headers: { authorization: `Bearer bw_${'x'.repeat(43)}` } })
  for (let at = 0; at < 100; at += 1) expect((await guess()).status).toBe(401)
  const refused = await guess()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  expect(await refused.json()).toMatchObject({ error: { kind: 'busy', code: 'request_limit' } })
  expect((await door('/mcp', calling(authorization, 'get_server_time'))).status).toBe(200)
  expect((await door('/mcp', { method: 'POST' }, '192.0.2.2')).status).toBe(401)
})

test('the setting says how many, and the stricter doors never allow more', async () => {
  const door = aDoor({ MAX_REQUESTS_PER_MINUTE: '3' })
  const statuses = []
  for (let at = 0; at < 4; at += 1) statuses.push((await door('/authorize')).status)
  expect(statuses).toEqual([400, 400, 400, 429])
})

test('guesses at panic links run out; the addresses of one IPv6 network count as one', async () => {
  const door = aDoor()
  const statuses = []
  for (let at = 0; at < 11; at += 1)
    statuses.push((await door('/panic/guess', {}, `2001:db8:1:2::${at}`)).status)
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(404))
  expect(statuses[10]).toBe(429)
  expect((await door('/panic/guess', {}, '2001:db8:1:3::1')).status).toBe(404)
})

test('the platform’s brake is asked where there is one', async () => {
  const keys: string[] = []
  const limit = async ({ key }: { key: string }) => {
    keys.push(key)
    return { success: false }
  }
  const app = createApp()
  const request = new Request(`${ORIGIN}/mcp`, {
    method: 'POST',
    headers: { 'cf-connecting-ip': '192.0.2.7' },
  })
  const response = await app.fetch(request, { ...env, STRANGERS: { limit } }, createExecutionContext())
  expect(response.status).toBe(429)
  expect(keys).toEqual(['192.0.2.7'])
})
