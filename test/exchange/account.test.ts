import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

const rows = (house: ReturnType<typeof anAccount>) =>
  house.sql.run(
    'SELECT tool, state, client_order_id, userref, deadline, txids, code FROM intents ORDER BY intended_at',
  )

test('an order leaves with a client order id and a deadline six seconds ahead, and its row says placed', async () => {
  const house = anAccount()
  const answer = await house.call('add_order', buy())
  expect(answer.ok).toBe(true)
  const [sent] = await house.seen('AddOrder')
  expect(sent?.params.cl_ord_id).toMatch(/^bw[a-z2-7]{16}$/)
  expect(sent?.params.deadline).toBe(new Date(house.clock.now() + 6_000).toISOString())
  expect(rows(house)).toMatchObject([
    { tool: 'add_order', state: 'placed', client_order_id: sent?.params.cl_ord_id },
  ])
})

test('a lost answer is uncertain, is never sent again, and says what to look for', async () => {
  for (const fault of ['drop_after_accept', 'status_after_accept', 'html_after_accept']) {
    const house = anAccount()
    await house.fault({ path: 'AddOrder', fault, status: 502 })
    await house.fault({ path: 'OpenOrders', fault: 'status', status: 502, times: 0 })
    const asked = house.call('add_order', buy({ cl_ord_id: 'mine' }))
    await house.clock.advance(20_000)
    const answer = await asked
    expect(answer, fault).toMatchObject({ ok: false, failure: { kind: 'uncertain' } })
    if (answer.ok) throw new Error('unreachable')
    expect(answer.failure.message).toContain('uncertain')
    expect(answer.failure.details).toMatchObject({ cl_ord_ids: ['mine'] })
    await house.clock.advance(60_000)
    expect(rows(house)).toMatchObject([{ state: 'uncertain' }])
    expect(await house.seen('AddOrder'), fault).toHaveLength(1)
  }
})

test('an order that Kraken refuses is refused, with Kraken’s own words beside ours', async () => {
  const house = anAccount()
  const answer = await house.call('add_order', buy({ volume: '0.00001' }))
  expect(answer).toMatchObject({ ok: false, failure: { kraken: 'EOrder:Order minimum not met' } })
  expect(rows(house)).toMatchObject([{ state: 'refused' }])
})

test('a batch has one row for each order, and each learns its own fate', async () => {
  const house = anAccount()
  const answer = await house.call('add_order_batch', {
    pair: 'XBTUSD',
    orders: [
      { type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' },
      { type: 'buy', ordertype: 'limit', volume: '1000', price: '10000' },
    ],
  })
  expect(answer.ok).toBe(true)
  expect(rows(house)).toMatchObject([{ state: 'placed' }, { state: 'refused' }])
  const ids = rows(house).map((row) => row.client_order_id)
  expect(new Set(ids).size).toBe(2)
})

test('an order that is only validated leaves no row', async () => {
  const house = anAccount()
  expect((await house.call('add_order', buy({ validate: true }))).ok).toBe(true)
  expect(rows(house)).toEqual([])
})

test('a client order id is used once', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'once' }))
  await house.call('cancel_order', { cl_ord_id: 'once' })
  await house.clock.advance(1)
  expect(await house.call('add_order', buy({ cl_ord_id: 'once' }))).toMatchObject({
    ok: false,
    failure: { code: 'order_id_used' },
  })
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('a userref stays in the journal, and a cancel by it finds the orders', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ userref: 77 }))
  await house.call('add_order', buy({ userref: 77, price: '9000' }))
  const sent = await house.seen('AddOrder')
  expect(sent.map(({ params }) => 'userref' in params)).toEqual([false, false])
  expect(await house.call('cancel_order', { txid: 77 })).toMatchObject({ ok: true, result: { count: 2 } })
})

test('what was on its way when the object died is uncertain; what had not left was never sent', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept', ms: 60_000 })
  void house.call('add_order', buy({ cl_ord_id: 'in-flight' }))
  await house.clock.settle()
  void house.call('add_order', buy({ cl_ord_id: 'waiting' }))
  await house.clock.settle()
  house.restart()
  expect(rows(house)).toMatchObject([
    { client_order_id: 'in-flight', state: 'uncertain' },
    { client_order_id: 'waiting', state: 'withdrawn' },
  ])
})

test('nonces go on above the last one after a restart, though the clock stepped back', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  house.clock.jump(-3_600_000)
  house.restart()
  expect((await house.call('get_account_balance')).ok).toBe(true)
})

test('a lost read is asked for once more, with a fresh nonce', async () => {
  const house = anAccount()
  await house.fault({ path: 'Balance', fault: 'status', status: 502 })
  expect((await house.call('get_account_balance')).ok).toBe(true)
  await house.fault({ path: 'Balance', fault: 'status', status: 502, times: 2 })
  expect(await house.call('get_account_balance')).toMatchObject({
    ok: false,
    failure: { kind: 'unavailable' },
  })
  await house.fault({ path: 'Balance', fault: 'invalid_nonce' })
  expect((await house.call('get_account_balance')).ok).toBe(true)
})

test('identical reads in flight are sent once', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  const answers = await Promise.all(Array.from({ length: 20 }, () => house.call('get_account_balance')))
  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect(await house.seen('Balance')).toHaveLength(1)
})

test('without a mandate nothing acts on the real exchange, and a cancel does', async () => {
  const house = anAccount({ KRAKEN_BASE_URL: 'https://api.kraken.com' })
  for (const [tool, params] of [
    ['add_order', buy()],
    ['add_order', buy({ validate: true })],
    ['withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' }],
  ] as const)
    expect(await house.call(tool, params)).toMatchObject({
      ok: false,
      failure: { kind: 'forbidden', code: 'no_mandate' },
    })
  // Nor is there an order of its own that it could change.
  const amend = await house.call('amend_order', { txid: 'OSEED2-AAAAA-000002', limit_price: '10001' })
  expect(amend).toMatchObject({ ok: false, failure: { kind: 'forbidden' } })
  expect((await house.seen()).map(({ path }) => path)).not.toContain('/0/private/AddOrder')
  expect(await house.call('cancel_all_orders')).toMatchObject({ ok: true })
})

test('reads past the budget are busy with the second at which they pass; a stop is not held up', async () => {
  const house = anAccount({ KRAKEN_TIER: 'starter' })
  const reads = Array.from({ length: 20 }, (_, i) => house.call('get_closed_orders', { ofs: i }))
  const answers = Promise.all(reads)
  await house.clock.advance(5_000)
  const busy = (await answers).filter((answer) => !answer.ok)
  expect(busy.length).toBeGreaterThan(0)
  expect(busy[0]).toMatchObject({
    failure: { kind: 'busy', code: 'rate_budget', retryAfter: expect.any(Number) },
  })
  expect(await house.call('cancel_all_orders')).toMatchObject({ ok: true })
})

test('without a key, private tools are forbidden and name the two secrets', async () => {
  const house = anAccount({ KRAKEN_API_KEY: '', KRAKEN_API_SECRET: '' })
  const answer = await house.call('get_account_balance')
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'forbidden', code: 'no_key' } })
  expect(JSON.stringify(answer)).toContain('KRAKEN_API_KEY')
})

test('in maintenance Kraken’s "Unavailable" leaves an order uncertain, and says where to look', async () => {
  const house = anAccount()
  await house.turn('switches', { status: 'maintenance' })
  const asked = house.call('add_order', buy())
  await house.clock.advance(20_000)
  expect(await asked).toMatchObject({
    ok: false,
    failure: {
      kind: 'uncertain',
      message: expect.stringContaining('uncertain'),
      hint: expect.stringContaining('get_open_orders'),
      kraken: 'EService:Unavailable',
    },
  })
})
