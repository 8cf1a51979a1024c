import { expect, test } from 'vitest'
import { OPEN } from '../../../src/domain/mandate/presets.ts'
import { aDesk, buy, type RailedHouse, reasonsOf } from './a-desk.ts'

const reconcile = (house: RailedHouse) =>
  house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)

const inventory = (house: RailedHouse, tokenId: string) =>
  Object.fromEntries(
    house.sql
      .run('SELECT asset, net FROM inventory WHERE token_id = ?', tokenId)
      .map(({ asset, net }) => [String(asset), Number(net)]),
  )

test('the child of a conditional close is its token’s, open and filled', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none', maxOpenOrders: 2 } } })
  const close = { ordertype: 'limit', price: '200000' }
  await house.call('add_order', buy({ cl_ord_id: 'parent', close }))
  await house.turn('fill', { cl_ord_id: 'parent', volume: '0.001' })
  await reconcile(house)
  expect(inventory(house, 't_test')).toMatchObject({ BTC: 0.001 })
  // The child works, so there is room for one order more.
  expect(await house.call('add_order', buy({ cl_ord_id: 'b' }))).toMatchObject({ ok: true })
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'c' })))).toContain('max_open_orders')
  const [{ txids } = { txids: '[]' }] = house.sql.run(
    "SELECT txids FROM intents WHERE tool = 'conditional_close'",
  )
  const [txid] = JSON.parse(String(txids))
  await house.turn('fill', { txid, volume: '0.001' })
  await house.clock.advance(60_000)
  await reconcile(house)
  expect(inventory(house, 't_test')).toMatchObject({ BTC: 0 })
})

test('what a stranger trades is the owner’s inventory and no token’s, also where it was never seen open', async () => {
  const house = aDesk({})
  await reconcile(house)
  await house.turn('foreign', { order: { ...buy(), ordertype: 'market', price: undefined, volume: '0.003' } })
  await house.clock.advance(11 * 60_000)
  await reconcile(house)
  expect(inventory(house, 'owner')).toMatchObject({ BTC: 0.003 })
  expect(inventory(house, 't_test')).toEqual({})
})

test('fills that are seen again and again move the inventory once', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none' } } })
  await house.call('add_order', buy({ cl_ord_id: 'a', volume: '0.01' }))
  for (const [volume, net] of [
    ['0.004', 0.004],
    ['0.006', 0.01],
  ] as const) {
    await house.turn('fill', { cl_ord_id: 'a', volume })
    for (let at = 0; at < 3; at++) {
      await house.clock.advance(60_000)
      await reconcile(house)
    }
    expect(inventory(house, 't_test')).toMatchObject({ BTC: net, USD: net * -10_025 })
  }
})

test('inventory outlives the object', async () => {
  const house = aDesk({ t_test: { mandate: {} } })
  await house.call('add_order', buy({ ordertype: 'market', price: undefined, volume: '0.002' }))
  await reconcile(house)
  house.restart()
  expect(inventory(house, 't_test')).toMatchObject({ BTC: 0.002 })
})

test('an amend is judged on what it adds, and reserves that from the moment it is written down', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none', maxDayNotional: '20' } } })
  await house.call('add_order', buy({ cl_ord_id: 'a' }))
  expect(reasonsOf(await house.call('amend_order', { cl_ord_id: 'a', order_qty: '0.0021' }))).toContain(
    'max_day_notional',
  )
  expect(await house.call('amend_order', { cl_ord_id: 'a', order_qty: '0.002' })).toMatchObject({ ok: true })
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'b' })))).toContain('max_day_notional')
  expect(await house.call('amend_order', { cl_ord_id: 'a', order_qty: '0.001' })).toMatchObject({ ok: true })
  expect(await house.call('add_order', buy({ cl_ord_id: 'c' }))).toMatchObject({ ok: true })
})

test('the audit keeps what an order was judged on', async () => {
  const house = aDesk({ t_test: { mandate: { maxDayNotional: '1000' } } })
  const { bid, ask } = await house.touch()
  await house.call('add_order', buy({ price: String(Math.round(bid * 0.99)), volume: '0.002' }))
  const [row] = house.sql.run("SELECT facts FROM audit WHERE event = 'intent.intended'")
  const { judged } = JSON.parse(String(row?.facts))
  expect(judged).toMatchObject({
    markets: [{ pair: 'BTC/USD', age_ms: 0 }],
    trading_state: 'ACTIVE',
    left: { maxDayNotional: '1000' },
  })
  expect([Number(judged.markets[0].bid), Number(judged.markets[0].ask)]).toEqual([bid, ask])
})

// Under no limits an amend's order kept its old size on record, for whatever limits came after.
test('an amend under no limits moves what its order counts, by either of its names', async () => {
  const house = aDesk({ t_test: { mandate: OPEN } })
  await house.call('add_order', buy({ cl_ord_id: 'a' }))
  await house.call('amend_order', { cl_ord_id: 'a', order_qty: '0.002' })
  const counted = () => house.sql.run("SELECT volume, limit_price FROM intents WHERE tool = 'add_order'")
  expect(counted()).toEqual([{ volume: '0.002', limit_price: '10000' }])
  const [row] = house.sql.run("SELECT txids FROM intents WHERE client_order_id = 'a'")
  const [txid] = JSON.parse(String(row?.txids))
  await house.call('amend_order', { txid, limit_price: '11000' })
  expect(counted()).toEqual([{ volume: '0.002', limit_price: '11000' }])
})

// Until a look shows otherwise: what was amended elsewhere counts at its larger size and higher price.
test('an order that was amended elsewhere counts as the next look shows it', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none', maxDayNotional: '100' } } })
  await house.call('add_order', buy({ cl_ord_id: 'a' }))
  house.sql.run("UPDATE intents SET volume = '0.0005', worst_price = '5000', limit_price = '5000'")
  await reconcile(house)
  expect(house.sql.run("SELECT volume, worst_price FROM intents WHERE tool = 'add_order'")).toEqual([
    { volume: '0.00100000', worst_price: '10000.0' },
  ])
})

// Looked at while its parent was in doubt, a child was taken for the owner's, and its coins could be sold again.
test('the child of an order in doubt waits to be adopted until its parent is found', async () => {
  const house = aDesk({ t_test: { mandate: {} } })
  await house.call('get_account_balance')
  const { bid } = await house.touch()
  const close = { ordertype: 'limit', price: String(Math.round(bid * 1.04)) }
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  void house.call('add_order', buy({ ordertype: 'market', price: undefined, close }))
  await house.clock.settle()
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
  const children = () =>
    house.sql.run("SELECT token_id FROM intents WHERE tool = 'conditional_close' OR side = 'sell'")
  expect(children()).toEqual([])
  await house.clock.advance(60_000)
  await reconcile(house)
  expect(children()).toEqual([{ token_id: 't_test' }])
})

test('what trails the market counts from where its trigger stands', async () => {
  const house = aDesk({})
  const order = { ...buy(), ordertype: 'trailing-stop', price: '+5%' }
  await house.turn('foreign', { order })
  await reconcile(house)
  const [row] = house.sql.run("SELECT trigger_price FROM intents WHERE order_type = 'trailing-stop'")
  expect(Number(row?.trigger_price)).toBeGreaterThan((await house.touch()).ask)
})
