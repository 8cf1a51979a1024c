import { expect, test } from 'vitest'
import type { Mandate } from '../../src/domain/mandate/mandate.ts'
import { OPEN } from '../../src/domain/mandate/presets.ts'
import type { Answer, TokenCopy } from '../../src/exchange/port.ts'
import { aCopy, aHouseWith, aRow, callAs, resultOf } from '../support/owner.ts'

const ANNA = aCopy('anna', 'trade')
const BERT = aCopy('bert', 'trade')
const OWN: Mandate = { ...OPEN, orders: 'own' }

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

/** Two tokens with an order each; Anna and Bert see their own alone. */
const aHouse = async () => {
  const { house } = aHouseWith([aRow(ANNA, OWN), aRow(BERT, OWN)])
  const place = async (who: TokenCopy, cl_ord_id: string, extra: object = {}) => {
    const { txid } = resultOf(await callAs(house, who, 'add_order', buy({ cl_ord_id, ...extra })))
    return String(Object(txid)[0])
  }
  const open = async () => {
    const { open: orders } = resultOf(await callAs(house, BERT, 'get_open_orders'))
    return Object.values(Object(orders)).flatMap((order) => Object(order).cl_ord_id ?? [])
  }
  return { house, place, open, annas: await place(ANNA, 'anna-1'), berts: await place(BERT, 'bert-1') }
}

const codeOf = (answer: Answer) => (answer.ok ? undefined : answer.failure.code)

test('a foreign order is neither seen by its id, nor amended, nor cancelled', async () => {
  const { house, annas, open } = await aHouse()
  const tries: [string, object][] = [
    ['query_orders', { txid: [annas] }],
    ['get_order_amends', { order_id: annas }],
    ['amend_order', { txid: annas, order_qty: '0.002' }],
    ['amend_order', { cl_ord_id: 'anna-1', order_qty: '0.002' }],
    ['cancel_order', { txid: annas }],
    ['cancel_order', { cl_ord_id: 'anna-1' }],
    ['cancel_order_batch', { orders: [annas] }],
    ['cancel_order', { txid: 'OSEED1-AAAAA-000001' }],
  ]
  for (const [tool, params] of tries)
    expect([tool, codeOf(await callAs(house, BERT, tool, { ...params }))]).toEqual([tool, 'not_your_order'])
  expect(await open()).toContain('anna-1')
  for (const name of ['AmendOrder', 'CancelOrder', 'CancelOrderBatch'])
    expect(await house.seen(name)).toEqual([])
})

// Kraken cancels the older of two orders that meet, whosever it is, where the newer one asks for that.
test('an order that would cancel what it meets is refused, alone and in a batch', async () => {
  const { house, place } = await aHouse()
  for (const stptype of ['cancel-oldest', 'cancel-both']) {
    const order = buy({ stptype })
    expect(codeOf(await callAs(house, BERT, 'add_order', order))).toBe('not_your_order')
    const orders = [buy({ price: '9000' }), order].map(({ pair: _, ...row }) => row)
    const batch = await callAs(house, BERT, 'add_order_batch', { pair: 'XBTUSD', orders })
    expect(codeOf(batch)).toBe('not_your_order')
  }
  await place(BERT, 'bert-2', { stptype: 'cancel-newest', price: '9000' })
})

test('its own it sees, amends and cancels by either name', async () => {
  const { house, berts, place, open } = await aHouse()
  expect(resultOf(await callAs(house, BERT, 'query_orders', { txid: [berts] }))).toHaveProperty([berts])
  expect(await callAs(house, BERT, 'amend_order', { txid: berts, order_qty: '0.002' })).toMatchObject({
    ok: true,
  })
  expect(await callAs(house, BERT, 'cancel_order', { txid: berts })).toMatchObject({ ok: true })
  await place(BERT, 'bert-2')
  expect(await callAs(house, BERT, 'cancel_order', { cl_ord_id: 'bert-2' })).toMatchObject({ ok: true })
  expect(await open()).not.toContain('bert-2')
})

test('of a batch that names foreign orders too its own are cancelled, and the others left alone', async () => {
  const { house, annas, berts, open } = await aHouse()
  const answer = await callAs(house, BERT, 'cancel_order_batch', { orders: [annas, berts] })
  expect(answer).toMatchObject({ ok: true, result: { count: 1 }, note: expect.stringContaining(annas) })
  expect(await open()).toContain('anna-1')
  expect(await open()).not.toContain('bert-1')
})

test('cancelling everything cancels its own by id, and no other order of the account', async () => {
  const { house, open, place } = await aHouse()
  await place(BERT, 'bert-2')
  const before = await open()
  expect(await callAs(house, BERT, 'cancel_all_orders')).toMatchObject({ ok: true, result: { count: 2 } })
  expect(await house.seen('CancelAll')).toEqual([])
  expect((await open()).sort()).toEqual(before.filter((id) => !id.startsWith('bert')).sort())
  expect(await callAs(house, BERT, 'cancel_all_orders')).toMatchObject({ ok: true, result: { count: 0 } })
})

test('a userref means its own orders alone, though others carry it too', async () => {
  const { house, place, open } = await aHouse()
  await place(ANNA, 'anna-7', { userref: 7 })
  await place(BERT, 'bert-7', { userref: 7 })
  expect(await callAs(house, BERT, 'cancel_order', { txid: '7' })).toMatchObject({
    ok: true,
    result: { count: 1 },
  })
  expect(await open()).toContain('anna-7')
  expect(codeOf(await callAs(house, BERT, 'cancel_order', { txid: '7' }))).toBe('not_your_order')
})

test('a token whose mandate says account cancels whatever it names', async () => {
  const { house, annas } = await aHouse()
  const chef = aCopy('chef', 'trade')
  const wide = aHouseWith([aRow(chef)]).house
  await callAs(wide, chef, 'add_order', buy())
  expect(await callAs(wide, chef, 'cancel_all_orders')).toMatchObject({ ok: true })
  expect(await wide.seen('CancelAll')).toHaveLength(1)
  expect(annas).toMatch(/^O/)
  expect(await callAs(house, ANNA, 'cancel_order', { txid: annas })).toMatchObject({ ok: true })
})

test('a token that cancels is alive, also where there is nothing to cancel', async () => {
  const { house } = await aHouse()
  await callAs(house, BERT, 'cancel_all_orders')
  await callAs(house, BERT, 'arm_dead_man_switch', { heartbeat_within: 30 })
  for (let turn = 0; turn < 3; turn += 1) {
    await house.clock.advance(20_000)
    await callAs(house, BERT, 'cancel_all_orders')
  }
  await house.clock.advance(1_000)
  expect(codeOf(await callAs(house, BERT, 'add_order', buy({ price: '9000' })))).toBeUndefined()
})

test('the kill switch stays the whole account’s, whoever pulls it', async () => {
  const { house } = await aHouse()
  const killed = callAs(house, BERT, 'activate_kill_switch', { reason: 'test' })
  await house.clock.advance(30_000)
  expect(resultOf(await killed)).toMatchObject({ open_orders: 0, verified: true })
})

// Somebody who learnt an id must not take it: a refused order of that id would have made it theirs.
test('a refused order gives nobody a hold on the name that it bears', async () => {
  const { house, open } = await aHouse()
  await callAs(house, BERT, 'add_order', buy({ cl_ord_id: 'anna-1', price: '9000' }))
  expect(codeOf(await callAs(house, BERT, 'cancel_order', { cl_ord_id: 'anna-1' }))).toBe('not_your_order')
  expect(await callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'anna-1' })).toMatchObject({ ok: true })
  expect(await open()).not.toContain('anna-1')
})

test('when the journal cannot be read a stop goes out as it came', async () => {
  const { house, annas } = await aHouse()
  house.breakStorage()
  expect(await callAs(house, BERT, 'cancel_order', { txid: annas })).toMatchObject({ ok: true })
  expect(await callAs(house, BERT, 'cancel_all_orders')).toMatchObject({ ok: true })
  expect(await house.seen('CancelAll')).toHaveLength(1)
})

test('what waits of its own is taken back, by its id or with everything, and nothing of another’s', async () => {
  for (const [tool, params] of [
    ['cancel_order', { cl_ord_id: 'b-waits' }],
    ['cancel_all_orders', {}],
  ] as const) {
    const { house } = await aHouse()
    await house.fault({ path: 'Balance', fault: 'delay', ms: 3_000 })
    const reading = callAs(house, ANNA, 'get_account_balance')
    await house.clock.settle()
    const annas = callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'a-waits', price: '9000' }))
    const berts = callAs(house, BERT, 'add_order', buy({ cl_ord_id: 'b-waits', price: '9100' }))
    await house.clock.settle()
    const stopping = callAs(house, BERT, tool, params)
    await house.clock.advance(5_000)
    await Promise.all([reading, stopping])
    expect(await stopping).toMatchObject({ ok: true, note: expect.stringContaining('b-waits') })
    expect(codeOf(await berts)).toBe('order_withdrawn')
    expect(await annas).toMatchObject({ ok: true })
    expect((await house.seen('AddOrder')).map(({ params }) => params.cl_ord_id)).not.toContain('b-waits')
  }
})

test('nobody takes back what waits of another’s, though they name it', async () => {
  const { house } = await aHouse()
  await house.fault({ path: 'Balance', fault: 'delay', ms: 3_000 })
  const reading = callAs(house, ANNA, 'get_account_balance')
  await house.clock.settle()
  const annas = callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'a-waits', price: '9000' }))
  await house.clock.settle()
  expect(codeOf(await callAs(house, BERT, 'cancel_order', { cl_ord_id: 'a-waits' }))).toBe('not_your_order')
  await house.clock.advance(5_000)
  await reading
  expect(await annas).toMatchObject({ ok: true })
})

test('an order that began before its cancel does not pass after it', async () => {
  const { house } = await aHouse()
  const began = house.clock.now()
  await house.clock.advance(10)
  expect(codeOf(await callAs(house, BERT, 'cancel_order', { cl_ord_id: 'late' }))).toBe('not_your_order')
  const late = await house.account.call({
    tool: 'add_order',
    params: buy({ cl_ord_id: 'late', price: '9000' }),
    tokenId: BERT.tokenId,
    token: BERT,
    began,
    request: 'r_1',
  })
  expect(codeOf(late)).toBe('order_withdrawn')
})

test('an order in doubt is cancelled when it is found', async () => {
  const { house, open } = await aHouse()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.fault({ path: 'OpenOrders', fault: 'status', status: 502, times: 3 })
  const asked = callAs(house, BERT, 'add_order', buy({ cl_ord_id: 'doubtful', price: '9000' }))
  await house.clock.advance(1_000)
  await callAs(house, BERT, 'cancel_all_orders')
  await house.clock.advance(120_000)
  await asked
  expect(await open()).not.toContain('doubtful')
  expect(await open()).toContain('anna-1')
})

test('an order of its own whose answer is still out is cancelled by the id under which Kraken shows it, a foreign one is not', async () => {
  const { house } = await aHouse()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.fault({ path: 'OpenOrders', fault: 'status', status: 502, times: 8 })
  const asked = callAs(house, BERT, 'add_order', buy({ cl_ord_id: 'unnamed', price: '9000' }))
  await house.clock.advance(25_000)
  await asked
  const orders = [...house.emulator.snapshot().matchAll(/"(O\w{5}-\w{5}-\w{6})":\{/g)].map(([, txid]) => txid)
  const codes: (string | undefined)[] = []
  for (const txid of orders) codes.push(codeOf(await callAs(house, BERT, 'cancel_order', { txid })))
  // Its first order, and the one in doubt; Anna's and those that were there before are not its own.
  expect(codes.filter((code) => code === undefined)).toHaveLength(2)
  expect(codes.filter((code) => code === 'not_your_order')).toHaveLength(orders.length - 2)
  await house.clock.advance(60_000)
  const left = await callAs(house, ANNA, 'get_open_orders')
  expect(JSON.stringify(left)).not.toContain('unnamed')
  expect(JSON.stringify(left)).toContain('anna-1')
})
