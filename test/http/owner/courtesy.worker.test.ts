import { exports } from 'cloudflare:workers'
import { Client, type ClientCapabilities, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { aCaller, emulatorLog, knock, ORIGIN } from '../a-caller.ts'

type Action = 'accept' | 'decline' | 'cancel'
type Caller = Awaited<ReturnType<typeof aCaller>>

interface Asked {
  readonly mode?: string
  readonly message: string
  readonly url?: string
  readonly requestedSchema?: object
}

const ORDER = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }
const ASKS = { mandate: JSON.stringify({ approval: 'always', orders: 'account', inventory: 'account' }) }

interface Wish {
  readonly elicitation?: ClientCapabilities['elicitation'] | undefined
  readonly action?: Action
  readonly mode?: 'auto' | 'legacy'
  readonly path?: string
  /** Hands the question to the test instead of answering it. */
  readonly byHand?: boolean
}

/** A client that notes what it is asked, and answers every question alike. */
const anAsker = async (caller: Caller, wish: Wish = {}) => {
  const { elicitation, action = 'accept', mode = 'auto', path = '/mcp/x/all', byHand = false } = wish
  const asked: Asked[] = []
  const client = new Client(
    { name: 'an agent', version: '1' },
    {
      versionNegotiation: { mode },
      capabilities: elicitation ? { elicitation } : {},
      inputRequired: { autoFulfill: !byHand },
    },
  )
  if (elicitation)
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      asked.push(params)
      return action === 'accept' ? { action, content: {} } : { action }
    })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(path, ORIGIN), {
      fetch: (url, init) => exports.default.fetch(new Request(url, init)),
      requestInit: { headers: caller.authorization },
    }),
  )
  const call = async (name: string, args: object) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...args } })
    return { isError: isError === true, answer: JSON.parse(String(Object(Object(content)[0]).text)) }
  }
  return { client, asked, call }
}

const give = async ({ authorization }: Caller, command: string, params: object = {}) => {
  const response = await knock(`/owner/api/${command}`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
  return JSON.parse(await response.text()).result
}

const sent = async (endpoint = 'AddOrder') =>
  (await emulatorLog()).filter(({ path }) => path?.endsWith(`/${endpoint}`)).length

const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2026-07-28',
  'mcp-method': 'tools/call',
}

/** One tools/call of the 2026 form, as it goes over the wire. */
const wire = async (
  { authorization }: Caller,
  name: string,
  args: object,
  { elicitation = {}, ...beside }: { elicitation?: object; requestState?: unknown; inputResponses?: object },
) => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'by hand', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation },
  }
  const params = { name, arguments: args, _meta: meta, ...beside }
  const response = await knock('/mcp/x/all', {
    method: 'POST',
    headers: { ...HEADERS, 'mcp-name': name, ...authorization },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  })
  const text = await response.text()
  const { result, error } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text)
  const block = result?.content?.[0]?.text
  return { result, error, answer: block === undefined ? undefined : JSON.parse(block) }
}

const declines = { waits_for_owner: { action: 'decline' } }
const accepts = { waits_for_owner: { action: 'accept', content: {} } }

test('a client that shows forms is asked once, in plain words; its yes approves nothing, and the owner’s does', async () => {
  const [trader, owner] = [await aCaller(ASKS), await aCaller({ scopes: 'admin' })]
  const { call, asked } = await anAsker(trader, { elicitation: { form: {} } })
  const { isError, answer } = await call('add_order', ORDER)
  expect(isError).toBe(false)
  expect(answer).toMatchObject({
    state: 'awaiting_approval',
    intent: expect.stringMatching(/^i_/),
    summary: 'Buy 0.001 BTC at 10,000 USD limit',
    where: `${ORIGIN}/owner/approve/${answer.intent}`,
    _note: expect.stringContaining('approves nothing'),
  })
  const [question] = asked
  expect(asked).toHaveLength(1)
  expect(question).toMatchObject({ mode: 'form', requestedSchema: { type: 'object', properties: {} } })
  expect(question?.message.split('\n')).toEqual([
    'Waits for the owner: Buy 0.001 BTC at 10,000 USD limit',
    `Nothing was sent. Only the owner of the account can approve it, until ${answer.lapses.slice(11, 16)} UTC.`,
    `Where: ${answer.where}`,
    'Your answer here approves nothing: accept leaves it waiting, decline takes it back.',
  ])
  expect(await sent()).toBe(0)
  expect((await give(owner, 'pending')).pending).toMatchObject([{ id: answer.intent }])
  expect(await give(owner, 'approve', { id: answer.intent })).toMatchObject({ state: 'approved' })
  expect(await sent()).toBe(1)
})

test('a client that opens links is shown the owner’s page', async () => {
  const trader = await aCaller(ASKS)
  const { call, asked } = await anAsker(trader, { elicitation: { form: {}, url: {} } })
  const { answer } = await call('add_order', ORDER)
  expect(asked).toMatchObject([{ mode: 'url', url: answer.where }])
  expect(asked[0]?.message).toContain('Only the owner of the account can approve it')
  expect(answer.state).toBe('awaiting_approval')
})

test('a no takes the call back, whether it is an order, a batch, a change of an order or a movement of funds', async () => {
  const [trader, owner] = [await aCaller(ASKS), await aCaller({ scopes: 'admin' })]
  const { call, asked } = await anAsker(trader, { elicitation: {}, action: 'decline' })
  const free = await anAsker(await aCaller())
  const { txid } = (await free.call('add_order', ORDER)).answer
  const bare = { type: 'buy', ordertype: 'limit', volume: '0.001' }
  const calls: readonly (readonly [string, object])[] = [
    ['add_order', ORDER],
    ['add_order_batch', { pair: 'BTC/USD', orders: ['9000', '9100'].map((price) => ({ ...bare, price })) }],
    ['amend_order', { txid: txid[0], limit_price: '9000' }],
    ['withdraw', { asset: 'BTC', key: 'cold', amount: '0.1' }],
  ]
  for (const [name, args] of calls) {
    const { isError, answer } = await call(name, args)
    expect(isError, name).toBe(false)
    expect(answer).toMatchObject({
      tool: name,
      state: 'withdrawn',
      code: 'question_declined',
      _note: expect.stringContaining('taken back'),
    })
    if (name === 'add_order_batch')
      expect(answer.call).toMatchObject([{ state: 'withdrawn' }, { state: 'withdrawn' }])
    expect((await call('get_intent', { id: answer.id })).answer).toMatchObject({ state: 'withdrawn' })
  }
  expect(asked).toHaveLength(4)
  expect(asked[1]?.message).toContain('at 9,000 USD limit; Buy 0.001 BTC at 9,100 USD limit')
  expect(asked[3]?.message).toContain('Withdraw 0.1 BTC to “cold”')
  expect((await give(owner, 'pending')).pending).toEqual([])
  expect([
    await sent(),
    await sent('AddOrderBatch'),
    await sent('AmendOrder'),
    await sent('Withdraw'),
  ]).toEqual([1, 0, 0, 0])
  // Its place is free again: the same call may be asked for anew.
  expect((await call('withdraw', { asset: 'BTC', key: 'cold', amount: '0.1' })).isError).toBe(false)
})

test('who dismisses the question, or drops it, loses nothing: the call waits', async () => {
  const [trader, owner] = [await aCaller(ASKS), await aCaller({ scopes: 'admin' })]
  const { call } = await anAsker(trader, { elicitation: {}, action: 'cancel' })
  const { answer } = await call('add_order', ORDER)
  expect(answer).toMatchObject({ state: 'awaiting_approval' })
  const dropped = await wire(trader, 'add_order', { ...ORDER, price: '9000' }, {})
  expect(dropped.result).toMatchObject({ resultType: 'input_required' })
  const { intents } = (await call('list_intents', { state: 'awaiting_approval' })).answer
  expect(intents).toHaveLength(2)
  expect((await give(owner, 'pending')).pending).toHaveLength(2)
  // Without the state it is a call like any other: the same order again is a repeat.
  const again = await wire(trader, 'add_order', { ...ORDER, price: '9000' }, {})
  expect(again.answer).toMatchObject({ error: { code: 'probable_repeat' } })
})

test('a client that cannot be asked, or of the form of 2025, is answered as ever', async () => {
  const trader = await aCaller(ASKS)
  const wishes: readonly Wish[] = [{}, { mode: 'legacy', elicitation: {} }]
  for (const [at, wish] of wishes.entries()) {
    const { call, asked } = await anAsker(trader, wish)
    const { isError, answer } = await call('add_order', { ...ORDER, price: String(9_000 + at) })
    expect([isError, answer.state, answer._note]).toEqual([
      false,
      'awaiting_approval',
      expect.stringMatching(/^Nothing was sent yet/),
    ])
    expect(asked).toEqual([])
  }
  // What only the newest form says is not believed of an older one.
  const meta = { 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } }
  const { client } = await anAsker(trader, { mode: 'legacy' })
  const sly = await client.callTool({
    name: 'add_order',
    arguments: { ...ORDER, price: '9100' },
    _meta: meta,
  })
  expect(JSON.stringify(sly.content)).toContain('awaiting_approval')
})

test('a state that is forged, another token’s or another tool’s is refused, and nothing is placed or taken back', async () => {
  const [trader, thief] = [await aCaller(ASKS), await aCaller(ASKS)]
  const owner = await aCaller({ scopes: 'admin' })
  const { result } = await wire(trader, 'add_order', ORDER, {})
  const mark = String(result.requestState)
  const [id = '', signature = ''] = mark.split('.')
  const withdrawal = { asset: 'BTC', key: 'cold', amount: '0.1' }
  const other = { ...ORDER, price: '9000' }
  const tries = [
    wire(thief, 'add_order', other, { requestState: mark, inputResponses: declines }),
    wire(trader, 'withdraw', withdrawal, { requestState: mark, inputResponses: declines }),
    wire(trader, 'add_order', other, { requestState: id, inputResponses: declines }),
    wire(trader, 'add_order', other, { requestState: `i_${'0'.repeat(20)}.${signature}` }),
    wire(trader, 'add_order', other, { requestState: '', inputResponses: declines }),
    wire(trader, 'add_order', other, { inputResponses: accepts }),
    wire(trader, 'add_order', other, { inputResponses: { x: { method: 'elicitation/create', result: {} } } }),
  ]
  for (const { answer } of await Promise.all(tries))
    expect(answer).toMatchObject({
      error: { code: 'unknown_question', hint: expect.stringContaining('list_intents') },
    })
  const { error } = await wire(trader, 'add_order', other, { requestState: { id } })
  expect(error).toMatchObject({ code: -32602 })
  expect((await give(owner, 'pending')).pending).toMatchObject([{ id }])
  expect(await sent()).toBe(0)
})

test('whatever its arguments are, an answer places nothing and tells how the call stands now, as often as it comes', async () => {
  const [trader, owner] = [await aCaller(ASKS), await aCaller({ scopes: 'admin' })]
  const { result } = await wire(trader, 'add_order', ORDER, {})
  const requestState = String(result.requestState)
  const says = (inputResponses: object, args: object = { ...ORDER, volume: '0.9' }) =>
    wire(trader, 'add_order', args, { requestState, inputResponses })
  const { answer, result: complete } = await says(accepts)
  expect(complete.resultType).toBe('complete')
  expect(answer).toMatchObject({ state: 'awaiting_approval', summary: 'Buy 0.001 BTC at 10,000 USD limit' })
  expect((await says({}, { nonsense: true })).answer).toMatchObject({ intent: answer.intent })
  expect((await give(owner, 'pending')).pending).toHaveLength(1)
  await give(owner, 'approve', { id: answer.intent })
  expect(await sent()).toBe(1)
  const late = await says(declines)
  expect(late.answer).toMatchObject({ id: answer.intent, state: 'placed', txid: [expect.any(String)] })
  expect(late.answer._note).toContain('cancel_order')
  expect(await sent('CancelOrder')).toBe(0)
  expect(await sent()).toBe(1)
})

test('a stop goes out whatever is said beside it', async () => {
  const trader = await aCaller(ASKS)
  const { result } = await wire(trader, 'add_order', { ...ORDER, cl_ord_id: 'mine-1' }, {})
  const stopped = await wire(
    trader,
    'cancel_order',
    { cl_ord_id: 'mine-1' },
    { requestState: 'x', inputResponses: accepts },
  )
  expect(stopped.error).toBeUndefined()
  const says = { requestState: result.requestState, inputResponses: accepts }
  const { answer } = await wire(trader, 'add_order', ORDER, says)
  expect(answer).toMatchObject({ state: 'withdrawn', code: 'order_withdrawn' })
})

test('under /typed the question comes bare, and its answer as structured content', async () => {
  const trader = await aCaller(ASKS)
  const { client, asked } = await anAsker(trader, { elicitation: {}, path: '/mcp/x/all/typed' })
  await client.listTools()
  const { structuredContent } = await client.callTool({ name: 'add_order', arguments: ORDER })
  expect(structuredContent).toMatchObject({ state: 'awaiting_approval', intent: expect.any(String) })
  expect(asked).toHaveLength(1)
})

test('a rehearsal and an order that needs nobody’s word ask nothing', async () => {
  const [bound, free] = [await aCaller(ASKS), await aCaller()]
  const rehearsing = await anAsker(bound, { elicitation: {} })
  expect((await rehearsing.call('add_order', { ...ORDER, validate: true })).answer.state).toBe(
    'needs_approval',
  )
  const trading = await anAsker(free, { elicitation: {} })
  expect((await trading.call('add_order', ORDER)).answer.txid).toHaveLength(1)
  expect([...rehearsing.asked, ...trading.asked]).toEqual([])
})
