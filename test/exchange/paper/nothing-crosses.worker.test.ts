import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { openDesk } from '../../../src/desk/open.ts'
import { parseSettings } from '../../../src/desk/settings.ts'
import { isPrivate } from '../../../src/kraken/endpoint.ts'
import { endpointOf } from '../../../src/kraken/endpoints/all.ts'
import { TOOLS } from '../../../src/tools/catalogue.ts'
import { TOOLSET_NAMES } from '../../../src/tools/toolsets.ts'
import { aCaller, call, emulatorLog, knock, message, say, turn } from '../../http/a-caller.ts'

// The lane is poisoned: a key is configured and works, and whatever is signed with it stands in the emulator's log.
const signed = async () =>
  (await emulatorLog()).map(({ path = '' }) => path).filter((path) => path.startsWith('/0/private/'))

beforeEach(() => turn('reset', {}))

const SCOPES = 'read,trade,funds,raw'

test('whatever tool a paper token calls, nothing is signed', async () => {
  const { token } = await aCaller({ account: 'paper:demo', scopes: SCOPES })
  // Those without permissions of a key ask the public market, from the front door.
  for (const { name, example, permissions } of TOOLS) if (permissions) await call(token, name, example)
  expect(await signed()).toEqual([])
})

test('no argument, header or address turns a paper token into a live one', async () => {
  const { token } = await aCaller({ account: 'paper:demo', scopes: SCOPES })
  const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' }
  const wishes = [
    { account: 'live' },
    { _account: 'live' },
    { account_id: 'live' },
    { accountName: 'live', tokenId: 'live' },
    { broker: 'live' },
    { cl_ord_id: 'live' },
  ]
  for (const path of ['/mcp', '/mcp/x/all', '/mcp/x/trading', '/mcp/x/all/typed'])
    for (const wish of wishes)
      await say(token, path, 'tools/call', { name: 'add_order', arguments: { ...order, ...wish } })
  await say(token, '/mcp/x/all', 'tools/call', {
    name: 'get_account_balance',
    arguments: {},
    _meta: { account: 'live' },
  })
  for (const address of ['/mcp/x/all?account=live', '/mcp/x/live', '/mcp?account=live&apikey=live'])
    await say(token, address, 'tools/call', { name: 'get_account_balance', arguments: {} })
  expect(await signed()).toEqual([])
})

test('nor does a header, a cookie, a toolset, or the name of a tool or of the token', async () => {
  const { token } = await aCaller({ account: 'paper:demo', scopes: SCOPES, name: 'live' })
  const tools = [
    'get_account_balance',
    'live',
    'live/get_account_balance',
    'get_account_balance?account=live',
  ]
  const headers = {
    'x-account': 'live',
    'mcp-account': 'live',
    'api-key': 'live',
    'api-sign': 'live',
    'x-forwarded-host': 'live',
    cookie: 'account=live',
  }
  for (const toolset of ['all', ...TOOLSET_NAMES])
    for (const name of tools) {
      const init = message('tools/call', { name, arguments: {} })
      const response = await knock(`/mcp/x/${toolset}`, {
        ...init,
        headers: { ...Object(init.headers), ...headers, authorization: `Bearer ${token}` },
      })
      expect(await response.text()).not.toContain('"_account\\":\\"live')
    }
  expect(await signed()).toEqual([])
})

test('the desk of a paper token reaches no private row of Kraken’s by whatever it asks', async () => {
  const result = parseSettings(env)
  if (!result.ok) throw new Error('the test bindings are wrong')
  const principal = {
    tokenId: 't_p',
    name: 'p',
    account: 'paper:demo',
    scopes: ['read', 'trade', 'funds'],
  } as const
  const desk = openDesk({ bindings: env, settings: result.settings, principal, request: 'r_1' })
  for (const { name, example } of TOOLS) {
    const endpoint = endpointOf(name)
    // An argument list that no schema has looked at.
    if (endpoint && isPrivate(endpoint))
      await desk.call(endpoint, { ...example, account: 'live', nonce: 1, otp: 'x' }).catch(() => {})
    await desk.house(name, { account: 'live' }).catch(() => {})
  }
  expect(await signed()).toEqual([])
})

test('every answer of a paper account carries its name, and none of the live account does', async () => {
  const paper = await aCaller({ account: 'paper:demo' })
  const live = await aCaller({ name: 'live one' })
  expect((await call(paper.token, 'get_account_balance')).answer).toEqual({
    ZUSD: '10000.0000',
    _account: 'paper:demo',
  })
  expect(await signed()).toEqual([])
  expect((await call(live.token, 'get_account_balance')).answer).not.toHaveProperty('_account')
  expect(await signed()).toContain('/0/private/Balance')
})

test('a live token reaches no paper book, and each paper account has its own', async () => {
  const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' }
  const one = await aCaller({ account: 'paper:one' })
  const two = await aCaller({ account: 'paper:two', name: 'two' })
  const live = await aCaller({ name: 'live one' })
  const { answer } = await call(one.token, 'add_order', order)
  const [txid] = answer.txid
  expect(Object.keys((await call(one.token, 'get_open_orders')).answer.open)).toEqual([txid])
  expect((await call(two.token, 'get_open_orders')).answer.open).toEqual({})
  expect(Object.keys((await call(live.token, 'get_open_orders')).answer.open)).not.toContain(txid)
  expect((await call(live.token, 'cancel_order', { txid })).answer.error).toMatchObject({
    code: 'unknown_order',
  })
  expect((await call(live.token, 'get_paper_account')).answer.error).toMatchObject({ code: 'paper_only' })
  expect(
    (await call(live.token, 'reset_paper_account', { account: 'paper:one' })).answer.error,
  ).toMatchObject({
    code: 'paper_only',
  })
})
