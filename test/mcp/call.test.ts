import { expect, test } from 'vitest'
import { callTool } from '../../src/mcp/call.ts'
import { aSession } from './a-session.ts'

const errorOf = ({ content }: Awaited<ReturnType<typeof callTool>>) =>
  JSON.parse(Object(content[0]).text).error

test('a stop does not wait for an account that hangs over what the key can do', async () => {
  const { session } = aSession({ status: () => new Promise(() => undefined) })
  expect((await callTool(session, 'cancel_all_orders', {})).isError).toBeUndefined()
})

test('what a stranger throws under an order is uncertain, and under a read a fault of ours', async () => {
  const { session } = aSession({ call: () => Promise.reject(new Error('the object was reset')) })
  const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'market', volume: '1' }
  expect(errorOf(await callTool(session, 'add_order', order))).toMatchObject({
    kind: 'uncertain',
    request: 'r_1',
  })
  expect(errorOf(await callTool(session, 'get_open_orders', {}))).toMatchObject({
    kind: 'bug',
    request: 'r_1',
  })
})

test('one line is logged per call, without arguments and without a name that the caller made up', async () => {
  const { session, lines } = aSession({})
  await callTool(session, 'get_ticker', { pair: 'BTC/USD' })
  await callTool(session, 'steal_everything', { secret: 'x' })
  expect(lines).toEqual([
    { request: 'r_1', token: 't_1', tool: 'get_ticker', outcome: 'ok', ms: 0 },
    { request: 'r_1', token: 't_1', tool: 'unknown', outcome: 'invalid', code: 'unknown_tool', ms: 0 },
  ])
})
