import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { aCaller, call, message, ORIGIN } from './a-caller.ts'

const BUY = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

/** A fresh isolate: it remembers no token, and no outage. */
const anIsolate = () => {
  const app = createApp()
  return async (token: string, tool: string, args: object = {}) => {
    const { headers, ...rest } = message('tools/call', { name: tool, arguments: args })
    const context = createExecutionContext()
    const sent = { ...Object(headers), authorization: `Bearer ${token}` }
    const request = new Request(`${ORIGIN}/mcp/x/all`, { ...rest, headers: sent })
    const response = await app.fetch(request, env, context)
    const text = await response.text()
    await waitOnExecutionContext(context)
    return { status: response.status, text: text.replaceAll('\\"', '"') }
  }
}

test('with the database gone, a token that the account knows reads and stops, and places nothing', async () => {
  const { token } = await aCaller()
  await call(token, 'get_account_balance')
  await env.DB.exec('DROP TABLE tokens')
  const use = anIsolate()
  expect((await use(token, 'get_account_balance')).text).toContain('ZUSD')
  expect((await use(token, 'cancel_all_orders')).text).toContain('"count"')
  expect((await use(token, 'add_order', BUY)).text).toContain('"code":"tokens_unavailable"')
})

test('with the database gone, a token that never called is told to wait', async () => {
  const { token } = await aCaller()
  await env.DB.exec('DROP TABLE tokens')
  const answer = await anIsolate()(token, 'cancel_all_orders')
  expect(answer).toMatchObject({ status: 503, text: expect.stringContaining('tokens_unavailable') })
})
