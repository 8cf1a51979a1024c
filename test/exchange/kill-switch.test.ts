import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'
import { auditOf, buy, guard, openIds, resultOf } from './switches.ts'

test('the kill switch cancels everything, verifies zero, and says what it took away', async () => {
  const house = anAccount()
  await house.call('add_order', buy())
  await house.call('add_order', {
    ...buy({ price: '20000', volume: '0.01', cl_ord_id: 'guard' }),
    type: 'sell',
    ordertype: 'stop-loss',
  })
  const answer = await house.call('activate_kill_switch', { reason: 'a drill' })
  expect(resultOf(answer)).toMatchObject({
    kill_switch: 'on',
    cancelled: 3,
    verified: true,
    open_orders: 0,
    protective_removed: [{ cl_ord_id: 'guard', ordertype: 'stop-loss', type: 'sell' }],
    bare_positions: [],
  })
  expect(answer).toMatchObject({ note: expect.stringContaining('Zero open orders, verified.') })
  expect(await openIds(house)).toEqual([])
})

test('it names the margin positions that stand bare', async () => {
  const house = anAccount()
  await house.call('add_order', {
    pair: 'XBTUSD',
    type: 'buy',
    ordertype: 'market',
    volume: '0.01',
    leverage: '2',
  })
  expect(resultOf(await house.call('activate_kill_switch', { reason: 'a drill' }))).toMatchObject({
    bare_positions: [{ type: 'buy', volume: '0.01000000' }],
  })
})

test('while it is on every acting call but a stop is refused, also one that only validates; reads and cancels work', async () => {
  const house = anAccount()
  await house.call('activate_kill_switch', { reason: 'a loop' })
  const sent = (await house.seen('AddOrder')).length
  for (const [tool, params] of [
    ['add_order', buy()],
    ['add_order', buy({ validate: true })],
    ['add_order_batch', { pair: 'XBTUSD', orders: [buy(), buy({ price: '9000' })] }],
    ['amend_order', { txid: 'OAAAAA-AAAAA-AAAAAA', limit_price: '1' }],
    ['withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' }],
  ] as const)
    expect(await house.call(tool, params), tool).toMatchObject({
      ok: false,
      failure: { kind: 'refused', code: 'kill_switch_on', message: expect.stringContaining('a loop') },
    })
  expect(await house.seen('AddOrder')).toHaveLength(sent)
  expect((await house.call('get_open_orders')).ok).toBe(true)
  expect((await house.call('cancel_all_orders')).ok).toBe(true)
})

test('an order that still waits for its permissions when the switch goes on is never sent', async () => {
  const house = anAccount()
  await house.fault({ path: 'GetApiKeyInfo', fault: 'delay', ms: 3_000 })
  const order = house.call('add_order', buy())
  await house.clock.settle()
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(20_000)
  expect(await order).toMatchObject({ ok: false, failure: { kind: 'refused' } })
  expect(resultOf(await killed)).toMatchObject({ verified: true })
  expect(await house.seen('AddOrder')).toHaveLength(0)
})

test('with an order hanging for 60 s, its CancelAll leaves within 1 s', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept', ms: 60_000 })
  void house.call('add_order', buy())
  await house.clock.settle()
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(1_000)
  expect(await house.seen('CancelAll')).toHaveLength(1)
  await house.clock.advance(19_000)
  expect(resultOf(await killed)).toMatchObject({ verified: true, open_orders: 0 })
})

for (const fault of ['late', 'late_drop'])
  test(`an add that lands 4 s after CancelAll is still cancelled by the kill switch (${fault})`, async () => {
    const house = anAccount()
    await house.call('get_api_key_info')
    await house.fault({ path: 'AddOrder', fault, ms: 5_000 })
    void house.call('add_order', buy({ cl_ord_id: 'late' }))
    await house.clock.settle()
    const began = house.clock.now()
    let answeredAt = 0
    const killed = house.call('activate_kill_switch', { reason: 'a drill' }).finally(() => {
      answeredAt = house.clock.now()
    })
    await house.clock.advance(20_000)
    expect(resultOf(await killed)).toMatchObject({ verified: true, open_orders: 0 })
    expect(answeredAt - began).toBeLessThanOrEqual(20_000)
    // Nobody heard of the dropped one: only when its deadline was over could zero be said.
    if (fault === 'late_drop') expect(answeredAt - began).toBeGreaterThan(6_000)
    const landed = (await house.seen('AddOrder')).find(({ processed }) => processed)
    expect(landed).toMatchObject({ params: { cl_ord_id: 'late' } })
    expect(await openIds(house)).toEqual([])
  })

test('if we die after the cancel, the exchange itself cancels what lands late', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'AddOrder', fault: 'late_drop', ms: 5_000 })
  void house.call('add_order', buy({ cl_ord_id: 'late' }))
  await house.clock.settle()
  void house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(2_500)
  const [timer] = await house.seen('CancelAllOrdersAfter')
  expect(Number(timer?.params.timeout)).toBeGreaterThanOrEqual(9)
  expect(Number(timer?.params.timeout)).toBeLessThanOrEqual(11)
  house.die()
  await house.clock.advance(10_000)
  const log = await house.seen()
  expect(log.filter(({ path }) => path.endsWith('/CancelAll'))).toHaveLength(1)
  await house.clock.advance(5_000)
  house.restart()
  expect(await openIds(house)).toEqual([])
})

test('a cancel whose answer is lost is sent again, at most three times', async () => {
  const house = anAccount()
  await house.fault({ path: 'CancelAll', fault: 'drop_after_accept', times: 2 })
  expect(resultOf(await house.call('activate_kill_switch', { reason: 'a drill' }))).toMatchObject({
    verified: true,
  })
  expect(await house.seen('CancelAll')).toHaveLength(3)
})

test('what is not verified in time is answered so; the alarm goes on, and the audit says when it is', async () => {
  const house = anAccount()
  await house.call('add_order', buy())
  await house.fault({ path: 'OpenOrders', fault: 'hang', ms: 60_000, times: 0 })
  const began = house.clock.now()
  let answeredAt = 0
  const killed = house.call('activate_kill_switch', { reason: 'a drill' }).finally(() => {
    answeredAt = house.clock.now()
  })
  await house.clock.advance(21_000)
  expect(resultOf(await killed)).toMatchObject({ verified: false, open_orders: null, cancelled: 2 })
  expect(answeredAt - began).toBeLessThanOrEqual(20_000)
  expect(auditOf(house, 'kill_switch.verified')).toHaveLength(0)
  await house.turn('faults', { clear: true })
  await house.clock.advance(120_000)
  expect(auditOf(house, 'kill_switch.verified')).toHaveLength(1)
})

test('a storage that is gone keeps nothing of it from happening, and orders stay refused', async () => {
  const house = anAccount()
  await house.call('add_order', buy())
  house.breakStorage()
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(20_000)
  expect(resultOf(await killed)).toMatchObject({ kill_switch: 'on', cancelled: 2, open_orders: 0 })
  expect(await house.seen('CancelAllOrdersAfter')).not.toHaveLength(0)
  expect(await house.call('add_order', buy())).toMatchObject({
    ok: false,
    failure: { code: 'kill_switch_on' },
  })
})

test('the latch outlives a restart, with its reason, its alert and its audit', async () => {
  const house = anAccount()
  await house.call('activate_kill_switch', { reason: 'a loop' })
  house.restart()
  expect(await house.call('add_order', buy())).toMatchObject({
    failure: { code: 'kill_switch_on', message: expect.stringContaining('a loop') },
  })
  expect(auditOf(house, 'kill_switch.on')).toMatchObject([{ token_id: 't_test' }])
  expect(house.sql.run(`SELECT facts FROM alerts WHERE event = 'kill_switch'`)).toHaveLength(1)
})

test('a switch that had not verified zero when the object died goes on in the next life', async () => {
  const house = anAccount()
  await house.call('add_order', buy())
  await house.fault({ path: 'CancelAll', fault: 'hang', ms: 60_000, times: 0 })
  void house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(100)
  house.restart()
  await house.turn('faults', { clear: true })
  await house.clock.advance(60_000)
  expect(auditOf(house, 'kill_switch.verified')).toHaveLength(1)
  expect(await openIds(house)).toEqual([])
})

test('only the owner releases it', async () => {
  const house = anAccount()
  await house.call('activate_kill_switch', { reason: 'a drill' })
  expect(await house.call('release_kill_switch')).toMatchObject({ failure: { code: 'not_yours' } })
  expect(resultOf(await house.asOwner('release_kill_switch'))).toMatchObject({ kill_switch: 'off' })
  await house.clock.advance(1)
  expect((await house.call('add_order', buy())).ok).toBe(true)
})

test('it is not released while a row is uncertain, and is once that is settled', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'AddOrder', fault: 'drop' })
  const order = house.call('add_order', buy())
  await house.clock.settle()
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(20_000)
  expect(resultOf(await killed)).toMatchObject({ verified: true })
  expect(await house.asOwner('release_kill_switch')).toMatchObject({ failure: { code: 'orders_unsettled' } })
  await house.clock.advance(120_000)
  expect(await order).toMatchObject({ ok: false })
  expect((await house.asOwner('release_kill_switch')).ok).toBe(true)
})

test('after the release Kraken’s timer, which the switch had set, takes nothing that is placed anew', async () => {
  const house = anAccount()
  await house.call('activate_kill_switch', { reason: 'a drill' })
  await house.asOwner('release_kill_switch')
  await house.clock.advance(1)
  await house.call('add_order', buy({ cl_ord_id: 'anew' }))
  await house.clock.advance(30_000)
  expect(await openIds(house)).toEqual(['anew'])
})

test('the owner flattens margin positions, within 5 % of the mid and reduce-only; spot stays', async () => {
  const house = anAccount()
  for (const side of ['buy'])
    await house.call('add_order', {
      pair: 'XBTUSD',
      type: side,
      ordertype: 'market',
      volume: '0.01',
      leverage: '3',
    })
  await house.call('add_order', {
    pair: 'ETHUSD',
    type: 'sell',
    ordertype: 'market',
    volume: '0.1',
    leverage: '2',
  })
  await house.clock.advance(1_000)
  expect(await house.call('flatten_positions')).toMatchObject({ failure: { code: 'not_yours' } })
  expect(await house.call('activate_kill_switch', { reason: 'x', flatten: true })).toMatchObject({
    failure: { code: 'not_yours' },
  })
  expect(await house.asOwner('flatten_positions')).toMatchObject({ failure: { code: 'kill_switch_off' } })
  const before = (await house.seen('AddOrder')).length
  const answer = await house.asOwner('activate_kill_switch', { reason: 'a drill', flatten: true })
  expect(resultOf(answer)).toMatchObject({ verified: true, flattened: { open_positions: [] } })
  const sent = (await house.seen('AddOrder')).slice(before)
  expect(sent.map(({ params }) => params)).toMatchObject([
    { type: 'sell', ordertype: 'limit', timeinforce: 'IOC', reduce_only: 'true' },
    { type: 'buy', ordertype: 'limit', timeinforce: 'IOC', reduce_only: 'true' },
  ])
  expect(
    house.sql.run(`SELECT state FROM intents WHERE token_id = 'owner' AND tool = 'add_order'`),
  ).toMatchObject([{ state: 'placed' }, { state: 'placed' }])
  expect(await house.call('add_order', buy())).toMatchObject({ failure: { code: 'kill_switch_on' } })
})

test('orders pass the rails on the guarded road and on the owner’s, and on no third', () => {
  const files = readdirSync('src/exchange', { recursive: true, encoding: 'utf8' })
  const roads = files
    .filter((file) => file.endsWith('.ts') && file !== 'rails.ts')
    .filter((file) => readFileSync(`src/exchange/${file}`, 'utf8').includes('passRails('))
  expect(roads.sort()).toEqual(['guarded.ts', 'switches.ts'])
})

test('a latch that cannot be read refuses orders and cancels nothing', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  house.sql.run(`INSERT INTO states (name, value) VALUES ('kill_switch', '"what"')`)
  house.restart()
  await house.clock.advance(60_000)
  expect(await house.call('add_order', buy({ price: '9000' }))).toMatchObject({
    failure: { code: 'kill_switch_on' },
  })
  expect(await openIds(house)).toEqual(['resting'])
  expect((await house.asOwner('release_kill_switch')).ok).toBe(true)
})

test('the timer that hands the rest to the exchange is set again if its answer was lost', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'AddOrder', fault: 'late_drop', ms: 5_000 })
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'drop' })
  void house.call('add_order', buy())
  await house.clock.settle()
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(20_000)
  expect(resultOf(await killed)).toMatchObject({ verified: true })
  expect((await house.seen('CancelAllOrdersAfter')).filter(({ processed }) => processed)).toHaveLength(1)
})

test('what waits in the queue when the switch is thrown does not leave: not an amend, not a withdrawal', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'Balance', fault: 'hang_after_accept', ms: 5_000 })
  const reading = house.call('get_account_balance')
  await house.clock.settle()
  const amend = house.call('amend_order', { txid: 'OSEED2-AAAAA-000002', limit_price: '9000' })
  const withdrawal = house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  await house.clock.settle()
  const kill = house.call('activate_kill_switch', { reason: 'test' })
  await house.clock.advance(20_000)
  await Promise.all([kill, reading])
  for (const call of [amend, withdrawal])
    expect(await call).toMatchObject({ failure: { code: 'kill_switch_on' } })
  expect(await house.seen('AmendOrder')).toHaveLength(0)
  expect(await house.seen('Withdraw')).toHaveLength(0)
})

test('a switch thrown anew after a release sends its own cancels, and does not join what was verified before', async () => {
  const house = anAccount()
  await house.call('get_open_orders')
  await house.fault({ path: 'ClosedOrders', fault: 'hang' })
  await house.fault({ path: 'OpenPositions', fault: 'hang' })
  const first = house.call('activate_kill_switch', { reason: 'one' })
  await house.clock.advance(500)
  const released = house.asOwner('release_kill_switch')
  await house.clock.advance(1_500)
  expect((await released).ok).toBe(true)
  const order = house.call('add_order', buy({ cl_ord_id: 'anew' }))
  await house.clock.advance(2_500)
  expect((await order).ok).toBe(true)
  const second = house.call('activate_kill_switch', { reason: 'two' })
  await house.clock.advance(20_000)
  await first
  expect(resultOf(await second)).toMatchObject({ cancelled: 1, verified: true })
  expect(await openIds(house)).toEqual([])
})

test('a release ends the sweep under way first: nothing of it leaves afterwards, and new orders stay', async () => {
  const house = anAccount()
  await house.call('arm_dead_man_switch', { timeout: 150 })
  await house.fault({ path: 'CancelAll', fault: 'delay', ms: 2_500 })
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(100)
  const released = house.asOwner('release_kill_switch')
  await house.clock.advance(1_000)
  // Its cancel is still on its way: until it is over, orders are refused.
  expect(await house.call('add_order', buy())).toMatchObject({ failure: { code: 'kill_switch_on' } })
  await house.clock.advance(3_000)
  expect(resultOf(await released)).toMatchObject({ kill_switch: 'off' })
  expect((await house.call('add_order', guard({ cl_ord_id: 'anew' }))).ok).toBe(true)
  await house.clock.advance(20_000)
  expect(resultOf(await killed)).toMatchObject({ kill_switch: 'off', verified: false })
  const timers = (await house.seen('CancelAllOrdersAfter')).map(({ params }) => params.timeout)
  expect(new Set(timers)).toEqual(new Set(['150']))
  expect(await openIds(house)).toEqual(['anew'])
})

test('a stop beats a release: a switch thrown again while it is being released stays on', async () => {
  const house = anAccount()
  await house.fault({ path: 'CancelAll', fault: 'delay', ms: 2_500 })
  void house.call('activate_kill_switch', { reason: 'one' })
  await house.clock.advance(100)
  const released = house.asOwner('release_kill_switch')
  await house.clock.advance(100)
  const again = house.call('activate_kill_switch', { reason: 'two' })
  await house.clock.advance(20_000)
  expect(await released).toMatchObject({ failure: { code: 'kill_switch_on' } })
  expect(resultOf(await again)).toMatchObject({ kill_switch: 'on', verified: true })
})

test('the switch’s own timer is put off after a release also if nobody heard it and the object was evicted', async () => {
  const house = anAccount()
  await house.call('activate_kill_switch', { reason: 'a drill' })
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'drop' })
  expect(await house.asOwner('release_kill_switch')).toMatchObject({
    ok: true,
    note: expect.stringContaining('not confirmed'),
  })
  house.restart()
  await house.clock.advance(1_000)
  expect((await house.seen('CancelAllOrdersAfter')).at(-1)).toMatchObject({
    params: { timeout: '0' },
    processed: true,
  })
})

test('thrown over and over it sweeps each time, but is written down once a minute and told of once', async () => {
  const house = anAccount()
  for (let turn = 0; turn < 4; turn += 1) {
    const killed = house.call('activate_kill_switch', { reason: `${turn}` })
    await house.clock.advance(14_000)
    expect(resultOf(await killed)).toMatchObject({ verified: true })
  }
  expect(await house.seen('CancelAll')).toHaveLength(4)
  expect(auditOf(house, 'kill_switch.on')).toHaveLength(1)
  await house.call('activate_kill_switch', { reason: 'another’s' }, 't_other')
  await house.clock.advance(60_000)
  await house.call('activate_kill_switch', { reason: 'a minute later' })
  expect(auditOf(house, 'kill_switch.on')).toHaveLength(3)
  expect(house.sql.run(`SELECT id FROM alerts WHERE event = 'kill_switch'`)).toHaveLength(1)
})
