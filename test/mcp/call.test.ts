import { expect, test } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { callTool } from '../../src/mcp/call.ts'
import type { CallLine } from '../../src/mcp/session.ts'
import { viewOf } from '../../src/mcp/view.ts'

/** A session whose account answers as a test says; what it logs is kept. */
const aSession = (desk: Partial<Desk>) => {
  const result = viewOf('/mcp/x/all')
  if (!('view' in result)) throw new Error('no door')
  const lines: CallLine[] = []
  const session = {
    view: result.view,
    request: 'r_1',
    log: (line: CallLine) => lines.push(line),
    desk: {
      principal: {
        tokenId: 't_1',
        name: 'a client',
        account: 'live' as const,
        scopes: ['trade', 'funds'] as const,
      },
      exchange: 'emulator' as const,
      call: async () => ({ result: {} }),
      house: async () => ({ result: {} }),
      status: async () => ({ hasKey: true, warnings: [], problems: [] }),
      now: () => 0,
      ...desk,
    },
  }
  return { session, lines }
}

const errorOf = ({ content }: Awaited<ReturnType<typeof callTool>>) =>
  JSON.parse(Object(Object(content)[0]).text).error

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

const ORDER = { pair: 'BTC/USD', type: 'buy', ordertype: 'market', volume: '1' }
const WAITS = {
  state: 'awaiting_approval',
  intent: 'i_0123456789abcdef0123',
  summary: 'Buy 1 BTC market',
  lapses: '2026-11-21T09:05:59.000Z',
  where: 'a page',
}

/** What a client of the newest form says beside its call. */
const beside = (capabilities: object, said: object = {}) => ({
  envelope: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': capabilities,
  },
  requestState: () => undefined,
  ...said,
})

test('where the question cannot be opened, the call that waits is answered as to anybody', async () => {
  const waits = { call: async () => ({ result: WAITS }) }
  const opening = aSession({ ...waits, house: async () => ({ result: { mark: 'i.m' } }) })
  const asked = await callTool(opening.session, 'add_order', ORDER, beside({ elicitation: {} }))
  expect(asked).toMatchObject({ resultType: 'input_required', requestState: 'i.m' })
  const failing = aSession({ ...waits, house: () => Promise.reject(new Error('the object was reset')) })
  const answered = await callTool(failing.session, 'add_order', ORDER, beside({ elicitation: {} }))
  expect(answered.isError).toBeUndefined()
  expect(JSON.parse(Object(Object(answered.content)[0]).text)).toEqual(WAITS)
})

test('an answer to a question never reaches the tool, and nothing else is asked of the account for a plain call', async () => {
  const seen: string[] = []
  const { session } = aSession({
    call: async ({ tool }) => {
      seen.push(tool)
      return { result: {} }
    },
    house: async (tool) => {
      seen.push(tool)
      return { result: WAITS }
    },
  })
  await callTool(session, 'add_order', ORDER, beside({ elicitation: {} }, { requestState: () => 'x' }))
  await callTool(session, 'add_order', ORDER, beside({ elicitation: {} }))
  await callTool(session, 'cancel_all_orders', {}, beside({ elicitation: {} }, { requestState: () => 'x' }))
  expect(seen).toEqual(['answer_question', 'add_order', 'cancel_all_orders'])
})
