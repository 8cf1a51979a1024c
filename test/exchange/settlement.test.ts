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

const states = (house: ReturnType<typeof anAccount>, tool = 'add_order') =>
  house.sql.run('SELECT state FROM intents WHERE tool = ? ORDER BY rowid', tool).map(({ state }) => state)

const ready = async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  return house
}

test('an order whose answer was lost is found, and the caller hears its id within 20 s', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  const order = house.call('add_order', buy())
  await house.clock.advance(9_000)
  expect(await order).toMatchObject({
    ok: true,
    result: { txid: [expect.stringMatching(/^O/)] },
    note: expect.stringContaining('lost'),
  })
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('an order that filled at once is found among the closed ones', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  const order = house.call('add_order', { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.001' })
  await house.clock.advance(9_000)
  expect(await order).toMatchObject({ ok: true, result: { txid: [expect.any(String)] } })
  expect(house.sql.run('SELECT ended FROM intents')).toEqual([{ ended: 'filled' }])
})

test('"not placed" takes two complete looks half a minute apart, the second a minute after sending', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'html' })
  const order = house.call('add_order', buy())
  await house.clock.advance(20_000)
  expect(await order).toMatchObject({ ok: false, failure: { kind: 'uncertain' } })
  await house.clock.advance(35_000)
  expect(states(house)).toEqual(['uncertain'])
  await house.clock.advance(30_000)
  expect(states(house)).toEqual(['not_placed'])
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('a look that is not complete says nothing: a second page that fails keeps it uncertain', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'html' })
  await house.fault({ path: 'ClosedOrders', fault: 'status', times: 0 })
  void house.call('add_order', buy())
  await house.clock.advance(300_000)
  expect(states(house)).toEqual(['uncertain'])
})

test('absence says nothing while the exchange is not online', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'html' })
  await house.turn('switches', { status: 'post_only' })
  void house.call('add_order', buy())
  await house.clock.advance(300_000)
  expect(states(house)).toEqual(['uncertain'])
  await house.turn('switches', { status: 'online' })
  await house.clock.advance(180_000)
  expect(states(house)).toEqual(['not_placed'])
})

test('an order that arrives late, but before its deadline, is found though the first look missed it', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'late_drop', ms: 5_000 })
  await house.fault({ path: 'AddOrder', fault: 'hide', ms: 40_000 })
  await house.turn('switches', { hideSeconds: 40 })
  void house.call('add_order', buy())
  await house.clock.advance(30_000)
  expect(states(house)).toEqual(['uncertain'])
  await house.clock.advance(60_000)
  expect(states(house)).toEqual(['placed'])
})

test('after ten minutes of doubt the owner is told, once', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'html' })
  await house.fault({ path: 'OpenOrders', fault: 'status', times: 0 })
  void house.call('add_order', buy())
  await house.clock.advance(25 * 60_000)
  expect(house.sql.run("SELECT event FROM alerts WHERE event = 'uncertain_for_long'")).toHaveLength(1)
})

test('an order in doubt holds back what would increase its pair, and nothing else', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'html' })
  const first = house.call('add_order', buy())
  await house.clock.advance(20_000)
  await first
  const more = house.call('add_order', buy({ price: '9000' }))
  const elsewhere = house.call('add_order', { ...buy({ price: '1000', volume: '0.01' }), pair: 'ETHUSD' })
  const sale = house.call('add_order', { ...buy({ price: '200000' }), type: 'sell' })
  await house.clock.settle()
  expect(await elsewhere).toMatchObject({ ok: true })
  expect(await sale).toMatchObject({ ok: true })
  await house.clock.advance(20_000)
  expect(await more).toMatchObject({ ok: false, failure: { kind: 'busy', code: 'pair_unsettled' } })
})

test('what waits for a doubt goes as soon as it is settled', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  const first = house.call('add_order', buy())
  await house.clock.advance(1_000)
  const second = house.call('add_order', buy({ price: '9000' }))
  await house.clock.advance(9_000)
  expect(await first).toMatchObject({ ok: true })
  expect(await second).toMatchObject({ ok: true })
})

test('a cancel of an order in doubt is kept, told, and carried out when the order is found', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'late_drop', ms: 5_000 })
  void house.call('add_order', buy({ cl_ord_id: 'doubt' }))
  await house.clock.advance(100)
  const cancel = await house.call('cancel_order', { cl_ord_id: 'doubt' })
  expect(cancel).toMatchObject({ ok: true, note: expect.stringContaining('uncertain') })
  await house.clock.advance(30_000)
  const open = await house.call('get_open_orders')
  expect(JSON.stringify(open)).not.toContain('doubt')
  expect(states(house)).toEqual(['placed'])
})

test('an amend whose answer was lost is found in the order’s own trail', async () => {
  const house = await ready()
  await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.fault({ path: 'AmendOrder', fault: 'drop_after_accept' })
  const amend = house.call('amend_order', { cl_ord_id: 'mine', limit_price: '9500' })
  await house.clock.advance(9_000)
  expect(await amend).toMatchObject({ ok: true, result: { amend_id: expect.any(String) } })
})

test('an amend that never arrived is not placed in the end', async () => {
  const house = await ready()
  await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.fault({ path: 'AmendOrder', fault: 'drop' })
  void house.call('amend_order', { cl_ord_id: 'mine', limit_price: '9500' })
  await house.clock.advance(120_000)
  expect(states(house, 'amend_order')).toEqual(['not_placed'])
})

test('a withdrawal whose answer was lost is found by its status, is never sent again, and holds back its like', async () => {
  const house = await ready()
  await house.fault({ path: 'Withdraw', fault: 'drop_after_accept' })
  const withdrawal = { asset: 'XBT', key: 'cold', amount: '0.1' }
  const first = house.call('withdraw', withdrawal)
  await house.clock.advance(2_000)
  expect(await house.call('withdraw', withdrawal)).toMatchObject({ failure: { code: 'unsettled_transfer' } })
  await house.clock.advance(60_000)
  await first
  expect(states(house, 'withdraw')).toEqual(['placed'])
  expect(await house.seen('Withdraw')).toHaveLength(1)
})

test('rows that an earlier life left in doubt are settled at wake-up', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept', ms: 60_000 })
  void house.call('add_order', buy())
  await house.clock.settle()
  house.restart()
  expect(states(house)).toEqual(['uncertain'])
  await house.clock.advance(15_000)
  expect(states(house)).toEqual(['placed'])
})

test('an order with our id that is not ours settles nothing', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'html' })
  void house.call('add_order', buy({ cl_ord_id: 'same-id' }))
  await house.clock.settle()
  await house.turn('foreign', { order: { ...buy({ cl_ord_id: 'same-id' }), volume: '0.5' } })
  await house.clock.advance(200_000)
  expect(states(house)).toEqual(['uncertain'])
})

test('an edit is refused: its new order could not be found again', async () => {
  const house = await ready()
  expect(
    await house.call('edit_order', { txid: 'OSEED2-AAAAA-000002', pair: 'XBTUSD', price: '10001' }),
  ).toMatchObject({
    failure: { code: 'use_amend_order', hint: expect.stringContaining('amend_order') },
  })
  expect(await house.seen('EditOrder')).toHaveLength(0)
})

test('a withdrawal that left under another amount is never called "not placed"', async () => {
  const house = await ready()
  await house.fault({ path: 'Withdraw', fault: 'drop_after_accept' })
  void house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  await house.clock.settle()
  const time = Math.floor(house.clock.now() / 1000)
  const row = { key: 'cold', asset: 'XXBT', amount: '0.07', fee: '0.01', time, refid: 'FOTHER' }
  house.garble('WithdrawStatus', { error: [], result: [row] })
  await house.clock.advance(300_000)
  expect(states(house, 'withdraw')).toEqual(['uncertain'])
  house.garble('WithdrawStatus', { error: [], result: [] })
  await house.clock.advance(300_000)
  expect(states(house, 'withdraw')).toEqual(['uncertain'])
})

test('a wall clock that steps back an hour does not put the looks off for an hour', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.fault({ path: 'OpenOrders', fault: 'status', status: 502, times: 0 })
  const order = house.call('add_order', buy())
  await house.clock.advance(25_000)
  expect(await order).toMatchObject({ failure: { kind: 'uncertain' } })
  house.clock.jump(-3_600_000)
  await house.turn('faults', { clear: true })
  await house.account.tick()
  await house.clock.advance(60_000)
  expect(states(house)).toEqual(['placed'])
})

// A laptop's clock was set: two looks a minute apart by it were one moment, and a late order was called "not placed".
for (const afterMs of [1_000, 12_000])
  test(`a wall clock set 70 s ahead ${afterMs} ms after sending makes no minute of a moment`, async () => {
    const house = await ready()
    await house.fault({ path: 'AddOrder', fault: 'late_drop', ms: 50_000 })
    const deadline = new Date(house.clock.now() + 58_000).toISOString()
    void house.call('add_order', buy({ deadline }))
    await house.clock.advance(afterMs)
    await house.turn('clock', { advance: -70 })
    house.clock.jump(70_000)
    await house.account.tick()
    for (let second = 0; second < 180; second++) {
      await house.clock.advance(1_000)
      expect(states(house)).not.toEqual(['not_placed'])
    }
    expect(states(house)).toEqual(['placed'])
  })

// What was in doubt stayed so until the clock had come back to where it was: an hour in which the pair stood still.
test('a wall clock set back an hour does not put off "not placed" for an hour', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'drop' })
  void house.call('add_order', buy())
  await house.clock.advance(15_000)
  house.clock.jump(-3_600_000)
  await house.turn('clock', { advance: 3_600 })
  await house.account.tick()
  await house.clock.advance(58_000)
  expect(states(house)).toEqual(['uncertain'])
  await house.clock.advance(60_000)
  expect(states(house)).toEqual(['not_placed'])
})

// A look shows what was there when it began, however long its answer takes.
test('a look that began within the minute does not say "not placed" because it ended after it', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.turn('switches', { hideSeconds: 58 })
  void house.call('add_order', buy())
  await house.clock.advance(46_000)
  expect(states(house)).toEqual(['uncertain'])
  await house.fault({ path: 'ClosedOrders', fault: 'hang_after_accept', ms: 9_500, times: 4 })
  await house.fault({ path: 'OpenOrders', fault: 'hang_after_accept', ms: 9_500, times: 4 })
  await house.clock.advance(200_000)
  expect(states(house)).toEqual(['placed'])
})

// The drill: the answer waited for the hour by which the clock had been set back.
test('a wall clock set back in the middle of a call does not put its answer off', async () => {
  const house = await ready()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.fault({ path: 'OpenOrders', fault: 'status', times: 0 })
  const order = house.call('add_order', buy())
  await house.clock.advance(5_000)
  await house.turn('clock', { advance: 7_200 })
  house.clock.jump(-7_200_000)
  let answered = false
  void order.then(() => {
    answered = true
  })
  await house.clock.advance(40_000)
  expect(answered).toBe(true)
})
