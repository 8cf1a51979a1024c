import { exports } from 'cloudflare:workers'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { aCaller, call, emulatorLog, knock, ORIGIN } from '../a-caller.ts'

const give = async (authorization: object, command: string, params: object = {}) => {
  const response = await knock(`/owner/api/${command}`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

const ORDER = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }
const ASKS = JSON.stringify({ approval: 'always' })

const ordersSent = async () => (await emulatorLog()).filter(({ path }) => path?.endsWith('/AddOrder')).length

test('the mandate in the database holds, though the front door never saw it, and the token is shown it', async () => {
  const trader = await aCaller({ mandate: '{"maxOrderNotional":"5"}' })
  const refused = await call(trader.token, 'add_order', ORDER)
  expect(refused.answer).toMatchObject({ error: { code: 'risk_denied' } })
  const shown = await call(trader.token, 'get_mandate')
  expect(shown.answer).toMatchObject({ mandate: { maxOrderNotional: '5', maxLeverage: 1 } })
  expect(await ordersSent()).toBe(0)
})

test('an admin mints a child by its door; the plaintext is shown once, and works', async () => {
  const admin = await aCaller({ scopes: 'admin', mandate: '{"grants":{"maxOrderNotional":"100"}}' })
  const wish = { name: 'kid', scopes: ['trade'], mandate: { maxOrderNotional: '50' }, hash: 'f'.repeat(64) }
  const { body } = await give(admin.authorization, 'mint', wish)
  expect(body.result).toMatchObject({ parent: admin.row.id, token: expect.stringMatching(/^bw_/) })
  const placed = await call(body.result.token, 'add_order', ORDER)
  expect(placed.isError).toBe(false)
  const large = await call(body.result.token, 'add_order', { ...ORDER, volume: '0.006' })
  expect(large.answer).toMatchObject({ error: { code: 'risk_denied' } })
  const owner = await aCaller({ scopes: 'admin' })
  await give(owner.authorization, 'revoke', { id: admin.row.id })
  const after = await call(body.result.token, 'get_account_balance')
  expect(after.answer).toMatchObject({ error: { code: 'token_revoked' } })
})

test('a client that would accept every question is asked none that counts: its order waits for the owner', async () => {
  const trader = await aCaller({ mandate: ASKS })
  const owner = await aCaller({ scopes: 'admin' })
  for (const mode of ['auto', 'legacy'] as const) {
    const client = new Client(
      { name: 'an agent', version: '1' },
      { versionNegotiation: { mode }, capabilities: { elicitation: {} } },
    )
    client.setRequestHandler('elicitation/create', async () => ({
      action: 'accept',
      content: { approve: true },
    }))
    const transport = new StreamableHTTPClientTransport(new URL('/mcp', ORIGIN), {
      fetch: (url, init) => exports.default.fetch(new Request(url, init)),
      requestInit: { headers: trader.authorization },
    })
    await client.connect(transport)
    const price = mode === 'auto' ? '10000' : '9000'
    const asked = await client.callTool({ name: 'add_order', arguments: { ...ORDER, price } })
    expect(asked.isError).toBeFalsy()
    const { intent, state } = JSON.parse(String(Object(Object(asked.content)[0]).text))
    expect(state).toBe('awaiting_approval')
    const looked = await client.callTool({ name: 'get_intent', arguments: { id: intent } })
    expect(JSON.stringify(looked.content)).toContain('awaiting_approval')
    await client.close()
  }
  expect(await ordersSent()).toBe(0)
  const { body } = await give(owner.authorization, 'pending')
  expect(body.result.pending).toHaveLength(2)
  const approved = await give(owner.authorization, 'approve', { id: body.result.pending[0].id })
  expect(approved.body.result).toMatchObject({ state: 'approved' })
  expect(await ordersSent()).toBe(1)
})
