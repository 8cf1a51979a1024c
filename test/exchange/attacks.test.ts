import { expect, test } from 'vitest'
import { createMarket } from '../../src/exchange/market.ts'
import { createNonces } from '../../src/exchange/nonces.ts'
import { Ticker } from '../../src/kraken/endpoints/market/ticker.ts'
import type { Reply } from '../../src/kraken/reply.ts'
import { anAccount } from '../support/account.ts'
import { aClock } from '../support/clock.ts'
import { aDatabase } from '../support/sql.ts'

// Each of these once worked against us.

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

const openIds = async (house: ReturnType<typeof anAccount>) => {
  const answer = await house.call('get_open_orders')
  if (!answer.ok) throw new Error(answer.failure.message)
  const { open } = answer.result as { open: Record<string, { cl_ord_id?: string }> }
  return Object.values(open).flatMap(({ cl_ord_id }) =>
    cl_ord_id?.startsWith('seed') ? [] : (cl_ord_id ?? []),
  )
}

test('an order that waited at the front door while everything was cancelled is not sent afterwards', async () => {
  const house = anAccount()
  const began = house.clock.now()
  await house.clock.advance(1_500)
  await house.call('cancel_all_orders')
  await house.clock.advance(1_500)
  const late = await house.account.call({
    tool: 'add_order',
    params: buy({ cl_ord_id: 'late' }),
    tokenId: 't_test',
    request: 'r_late',
    began,
  })
  expect(late).toMatchObject({ ok: false, failure: { code: 'order_withdrawn' } })
  expect(await house.seen('AddOrder')).toHaveLength(0)
})

test('a cancel by userref finds all 55 resting orders', async () => {
  const house = anAccount()
  for (let i = 0; i < 55; i++)
    await house.call(
      'add_order',
      buy({ userref: 7, price: String(10_000 + i), pair: i % 2 ? 'XBTUSD' : 'XBTUSDT' }),
    )
  expect(await house.call('cancel_order', { txid: 7 })).toMatchObject({ ok: true, result: { count: 55 } })
  expect(await openIds(house)).toEqual([])
})

for (const cancelBatchUnknown of ['error', 'error_if_all', 'ignored'])
  test(`a resting order is cancelled by userref among filled ones (unknown ids in a batch: ${cancelBatchUnknown})`, async () => {
    const house = anAccount()
    await house.turn('switches', { cancelBatchUnknown })
    await house.call('add_order', buy({ userref: 9 }))
    for (let i = 1; i <= 4; i++)
      await house.call('add_order', {
        pair: 'XBTUSD',
        type: 'buy',
        ordertype: 'market',
        volume: `0.001${i}`,
        userref: 9,
      })
    expect(await house.call('cancel_order', { txid: 9 })).toMatchObject({ ok: true, result: { count: 1 } })
    expect(await openIds(house)).toEqual([])
  })

test('orders that others placed with the same userref are cancelled as well', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ userref: 5 }))
  await house.turn('foreign', { order: { ...buy({ price: '9000' }), userref: '5' } })
  expect(await house.call('cancel_order', { txid: 5 })).toMatchObject({ ok: true, result: { count: 2 } })
})

test('looking by userref shows the orders that carry it, though Kraken never saw it', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ userref: 77, cl_ord_id: undefined }))
  await house.call('add_order', buy({ price: '9000' }))
  const answer = await house.call('get_open_orders', { userref: 77 })
  expect(answer).toMatchObject({ ok: true })
  const { open } = (answer as { result: { open: Record<string, unknown> } }).result
  expect(Object.values(open)).toMatchObject([{ userref: 77 }])
})

test('a read after a stop does not join a read from before it', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  await house.fault({ path: 'OpenOrders', fault: 'hang_after_accept', ms: 6_000 })
  const before = house.call('get_open_orders')
  await house.clock.settle()
  const stop = house.call('cancel_all_orders')
  await house.clock.advance(1_500)
  expect(await stop).toMatchObject({ ok: true })
  const after = openIds(house)
  await house.clock.advance(8_000)
  expect(await after).toEqual([])
  await before
})

test('an order in flight does not hold up the cancel of another one in the same batch', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'rest' }))
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept', ms: 4_000 })
  const fly = house.call('add_order', buy({ cl_ord_id: 'fly', price: '9000' }))
  await house.clock.settle()
  const cancelled = house.call('cancel_order_batch', { cl_ord_ids: ['rest', 'fly'] })
  await house.clock.advance(1_500)
  expect(await house.seen('CancelOrder')).toMatchObject([{ params: { cl_ord_id: 'rest' } }])
  await house.clock.advance(8_000)
  await fly
  expect(await cancelled).toMatchObject({ ok: true, result: { count: 2 } })
})

test('an answer to an order that names no order is uncertain, whatever else it says', async () => {
  for (const result of [null, {}, [], 'ok', { descr: {} }]) {
    const house = anAccount()
    house.garble('AddOrder', { error: [], result })
    await house.fault({ path: 'OpenOrders', fault: 'status', times: 0 })
    const asked = house.call('add_order', buy())
    await house.clock.advance(20_000)
    expect(await asked, JSON.stringify(result)).toMatchObject({ ok: false, failure: { kind: 'uncertain' } })
  }
})

test('an order that a batch’s answer leaves out is uncertain, not placed under another’s id', async () => {
  const house = anAccount()
  house.garble('AddOrderBatch', { error: [], result: { orders: [{ txid: 'OAAAAA-AAAAA-AAAAAA' }] } })
  const asked = house.call('add_order_batch', {
    pair: 'XBTUSD',
    orders: [buy(), buy({ price: '9000' })].map(({ pair: _, ...order }) => order),
  })
  await house.clock.settle()
  expect(house.sql.run('SELECT state, txids FROM intents ORDER BY position')).toEqual([
    { state: 'placed', txids: '["OAAAAA-AAAAA-AAAAAA"]' },
    { state: 'uncertain', txids: null },
  ])
  await house.clock.advance(20_000)
  await asked
})

// "EService:Unavailable" beside an order of a batch was passed on as it came: it read like a refusal, and the order stood.
test('what Kraken leaves in doubt within a batch is answered as it was found, or as uncertain', async () => {
  const orders = [buy({ cl_ord_id: 'poor' }), buy({ price: '9000', cl_ord_id: 'rich' })]
  const place = async (more: object = {}) => {
    const house = anAccount()
    const told = [{ error: 'EOrder:Insufficient funds' }, { error: 'EService:Unavailable' }]
    house.garble('AddOrderBatch', { error: [], result: { orders: told } })
    await house.fault({ path: 'SystemStatus', fault: 'status', ...more })
    const asked = house.call('add_order_batch', {
      pair: 'XBTUSD',
      orders: orders.map(({ pair: _, ...order }) => order),
    })
    await house.clock.advance(20_000)
    return asked
  }
  expect(await place()).toMatchObject({
    ok: true,
    result: { orders: [{ error: 'EOrder:Insufficient funds' }, { txid: expect.any(String) }] },
  })
  expect(await place({ path: 'OpenOrders', times: 0 })).toMatchObject({
    ok: true,
    result: { orders: [{ error: 'EOrder:Insufficient funds' }, { error: 'uncertain' }] },
    note: expect.stringContaining('ncertain: whether i_'),
  })
})

test('the same client order id twice in one batch is refused before anything is sent', async () => {
  const house = anAccount()
  const orders = [buy({ cl_ord_id: 'dup' }), buy({ cl_ord_id: 'dup', price: '9000' })]
  expect(
    await house.call('add_order_batch', {
      pair: 'XBTUSD',
      orders: orders.map(({ pair: _, ...order }) => order),
    }),
  ).toMatchObject({ ok: false, failure: { code: 'order_id_used' } })
  expect(await house.seen('AddOrderBatch')).toHaveLength(0)
})

test('what a batch cancel took back is told even if the rest fails', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'Balance', fault: 'delay', ms: 5_000 })
  const reading = house.call('get_account_balance')
  await house.clock.settle()
  const waiting = house.call('add_order', buy({ cl_ord_id: 'w' }))
  await house.clock.settle()
  await house.fault({ path: 'CancelOrder', fault: 'error', error: 'EGeneral:Internal error' })
  const cancelled = house.call('cancel_order_batch', { cl_ord_ids: ['w', 'gone'] })
  await house.clock.advance(6_000)
  expect(await cancelled).toMatchObject({
    ok: false,
    failure: { details: { note: expect.stringContaining('w') } },
  })
  expect(await waiting).toMatchObject({ failure: { code: 'order_withdrawn' } })
  await reading
})

test('a mark that could not be written is not believed', () => {
  const sql = aDatabase()
  let broken = true
  const flaky = {
    ...sql,
    run: (...args: Parameters<typeof sql.run>) => {
      if (broken && args[0].startsWith('INSERT')) throw new Error('disk')
      return sql.run(...args)
    },
  }
  let now = 1_000_000
  const nonces = createNonces(flaky, { now: () => now }, 'key')
  expect(() => nonces.next()).toThrow('disk')
  broken = false
  const last = Number(nonces.next())
  now = 500_000
  expect(Number(createNonces(sql, { now: () => now }, 'key').next())).toBeGreaterThan(last)
})

test('a stop leaves though nothing can be written any more', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  house.breakStorage()
  expect(await house.call('cancel_all_orders')).toMatchObject({ ok: true, result: { count: 2 } })
})

test('a leader that never answers is given up once, and not followed for ever', async () => {
  const clock = aClock()
  let asked = 0
  const answer: Reply = { kind: 'result', result: {}, warnings: [] }
  const client = { public: () => (++asked === 1 ? new Promise<Reply>(() => {}) : Promise.resolve(answer)) }
  const market = createMarket(client, clock, undefined)
  const call = () => market.call(Ticker, {}, () => {})
  void call()
  const follower = call()
  await clock.advance(11_000)
  await follower
  await call()
  expect(asked).toBe(2)
})

test('a cancel that Kraken refuses for its rate goes out again as a batch, which Kraken takes', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  await house.fault({ path: 'CancelOrder', fault: 'error', error: 'EOrder:Rate limit exceeded', times: 0 })
  expect(await house.call('cancel_order', { cl_ord_id: 'resting' })).toMatchObject({
    ok: true,
    result: { count: 1 },
  })
  expect(await house.seen('CancelOrderBatch')).toHaveLength(1)
})

test('a key of another Kraken account is noticed, and places nothing; rotating the key of the same one is not', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  const permissions = ['query-funds', 'modify-trades', 'query-open-trades', 'query-closed-trades']
  const info = { permissions, nonce: '1', lastUsed: '0' }
  house.garble('GetApiKeyInfo', { error: [], result: { ...info, iban: 'ZZ99 OTHE RACC OUNT' } })
  await house.clock.advance(5 * 60_000 + 1)
  await house.call('get_account_balance')
  house.garble('GetApiKeyInfo', undefined)
  expect(await house.call('add_order', buy())).toMatchObject({ failure: { code: 'other_account' } })
  await house.clock.advance(5 * 60_000 + 1)
  await house.call('get_account_balance')
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
})

test('an order that filled is found though our clock is ten minutes ahead of Kraken’s', async () => {
  const house = anAccount()
  await house.turn('clock', { advance: -600 })
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  const order = house.call('add_order', { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.001' })
  await house.clock.advance(12_000)
  expect(await order).toMatchObject({ ok: true, result: { txid: [expect.any(String)] } })
})

test('an order behind one that falls into doubt does not leave: it waits for the doubt, then is busy', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'hang', ms: 60_000 })
  await house.fault({ path: 'OpenOrders', fault: 'status', times: 0 })
  const first = house.call('add_order', buy({ cl_ord_id: 'a' }))
  await house.clock.settle()
  const second = house.call('add_order', buy({ cl_ord_id: 'b', price: '9000' }))
  await house.clock.advance(40_000)
  expect(await first).toMatchObject({ failure: { kind: 'uncertain' } })
  expect(await second).toMatchObject({ failure: { kind: 'busy' } })
  expect((await house.seen('AddOrder')).map(({ params }) => params.cl_ord_id)).not.toContain('b')
})

test('an allocation whose answer was lost is found in the ledger', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'Allocate', fault: 'drop_after_accept' })
  const call = house.call('allocate_earn', { strategy_id: 'ESRFUO3-Q62XD-WIOIL7', amount: '1' })
  await house.clock.advance(60_000)
  await call
  expect(house.sql.run("SELECT state FROM intents WHERE tool = 'allocate_earn'")).toEqual([
    { state: 'placed' },
  ])
})

test('a cancel whose own order fell into doubt meanwhile does not call it gone', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'hang', ms: 60_000 })
  const order = house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.clock.settle()
  const cancel = house.call('cancel_order', { cl_ord_id: 'mine' })
  await house.clock.advance(25_000)
  expect(await cancel).toMatchObject({ ok: true, note: expect.stringContaining('uncertain') })
  await order
})

test('a cancel by userref still sends the userref when the journal cannot be read', async () => {
  const house = anAccount()
  await house.turn('foreign', { order: { ...buy(), userref: '7' } })
  house.breakStorage()
  expect(await house.call('cancel_order', { txid: 7 })).toMatchObject({ ok: true, result: { count: 1 } })
})

test('a raw timer whose answer was lost is no doubt for ever', async () => {
  const house = anAccount()
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'drop_after_accept' })
  const call = house.call('cancel_all_orders_after', { timeout: 60 })
  await house.clock.advance(40_000)
  expect(await call).toMatchObject({ failure: { kind: 'uncertain' } })
  expect(house.sql.run("SELECT 1 FROM intents WHERE state = 'uncertain'")).toEqual([])
})

test('two doubled deliveries in a row are no second user', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'duplicate', times: 2 })
  const orders = [
    house.call('add_order', buy()),
    house.call('add_order', { ...buy({ price: '1000', volume: '0.01' }), pair: 'ETHUSD' }),
  ]
  await house.clock.advance(40_000)
  await Promise.all(orders)
  expect((await house.account.status()).problems).toEqual([])
})

// The drill: what waited bore the id of an order that rested; taking it back passed for cancelling that one too.
test('a cancel takes back what waits under an id, and cancels the order that bears it already', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'twice' }))
  await house.fault({ path: 'AddOrder', fault: 'late_drop', ms: 500 })
  void house.call('add_order', buy({ pair: 'ETHUSD', price: '500', volume: '0.01' }))
  await house.clock.settle()
  const waiting = house.call(
    'add_order',
    buy({ pair: 'ETHUSD', price: '501', volume: '0.01', cl_ord_id: 'twice' }),
  )
  await house.clock.settle()
  const cancelled = await house.call('cancel_order', { cl_ord_id: 'twice' })
  expect(cancelled).toMatchObject({
    ok: true,
    result: { count: 1 },
    note: expect.stringContaining('taken back'),
  })
  await house.clock.advance(20_000)
  expect(await waiting).toMatchObject({ failure: { code: 'order_withdrawn' } })
  expect(await openIds(house)).not.toContain('twice')
})
