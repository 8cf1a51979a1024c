import { expect, test } from 'vitest'
import { RATES, TIERS } from '../../src/kraken/rates.ts'
import { realOrders } from '../chaos/truth.ts'
import { anAccount } from '../support/account.ts'

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.01',
  price: '10000',
  ...extra,
})

const reconcile = (house: ReturnType<typeof anAccount>) =>
  house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)

const rows = (house: ReturnType<typeof anAccount>) =>
  house.sql.run(
    "SELECT tool, token_id, client_order_id, ended FROM intents WHERE tool != 'stranger' OR token_id = 'owner' ORDER BY rowid",
  )

test('an order that filled while nobody looked is filled in our books', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.turn('fill', { cl_ord_id: 'mine', volume: '0.01' })
  expect(await reconcile(house)).toBe('done')
  expect(rows(house)).toContainEqual(expect.objectContaining({ client_order_id: 'mine', ended: 'filled' }))
})

test('an order that rests still rests in our books', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await reconcile(house)
  expect(rows(house)).toContainEqual(expect.objectContaining({ client_order_id: 'mine', ended: null }))
})

test('a stranger’s order becomes the owner’s, once', async () => {
  const house = anAccount()
  await house.turn('foreign', { order: buy() })
  await reconcile(house)
  await house.clock.advance(60_000)
  await reconcile(house)
  const strangers = rows(house).filter(({ tool }) => tool === 'stranger')
  // The emulator's own seeded order is a stranger too.
  expect(strangers).toHaveLength(2)
  expect(strangers[0]).toMatchObject({ token_id: 'owner', ended: null })
})

test('the order that a fill opened belongs to the token whose order it closes', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'parent', close: { ordertype: 'limit', price: '200000' } }))
  await house.turn('fill', { cl_ord_id: 'parent', volume: '0.01' })
  await reconcile(house)
  expect(rows(house)).toContainEqual(
    expect.objectContaining({ tool: 'conditional_close', token_id: 't_test' }),
  )
})

test('a look that fails changes nothing', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.fault({ path: 'OpenOrders', fault: 'status', status: 502, times: 0 })
  await reconcile(house)
  expect(rows(house)).toContainEqual(expect.objectContaining({ client_order_id: 'mine', ended: null }))
})

for (const tier of TIERS)
  test(`at the tier ${tier} an hour of background work stays under 30 % of the budget`, async () => {
    const house = anAccount({ KRAKEN_TIER: tier })
    await house.turn('switches', { tier })
    await house.call('get_account_balance')
    await house.call('arm_dead_man_switch', { timeout: 150 })
    for (let i = 0; i < 60; i++) {
      const changed = `c${i}`
      await house.call('add_order', buy({ cl_ord_id: changed, price: String(10_000 + i) }))
      await house.turn('fill', { cl_ord_id: changed, volume: '0.01' })
      await reconcile(house)
      await house.clock.advance(60_000)
    }
    const costs: Record<string, number> = {
      OpenOrders: 1,
      ClosedOrders: 1,
      TradesHistory: 2,
      GetApiKeyInfo: 1,
      QueryOrders: 1,
      CancelAllOrdersAfter: 1,
    }
    const points = (await house.seen()).reduce(
      (sum, { path }) => sum + (costs[path.split('/').at(-1) ?? ''] ?? 0),
      0,
    )
    expect(points).toBeGreaterThan(60)
    expect(points).toBeLessThan(0.3 * RATES[tier].rest.perSecond * 3_600 + RATES[tier].rest.max)
  })

test('the end of an order behind many closed ones is noted in one question', async () => {
  const house = anAccount({ KRAKEN_TIER: 'pro' })
  await house.turn('switches', { tier: 'unlimited' })
  await house.call('add_order', buy({ cl_ord_id: 'long' }))
  for (let i = 0; i < 60; i++) {
    await house.turn('foreign', { order: { ...buy({ price: String(9_000 + i) }) } })
    await house.clock.advance(1_000)
  }
  await house.turn('fill', { cl_ord_id: 'long', volume: '0.01' })
  await reconcile(house)
  expect(rows(house)).toContainEqual(expect.objectContaining({ client_order_id: 'long', ended: 'filled' }))
  expect(await house.seen('QueryOrders')).toHaveLength(1)
})

// "Everything was cancelled" was written on an order that landed after it: it stood, uncounted, and its wish was forgotten.
test('an order that lands after everything was cancelled is not noted as cancelled with the rest', async () => {
  const house = anAccount()
  await house.fault({ path: 'AddOrder', fault: 'late', ms: 2_500 })
  await house.fault({ path: 'CancelAll', fault: 'hang_after_accept', ms: 3_000 })
  await house.fault({ path: 'CancelOrder', fault: 'drop' })
  void house.call('add_order', buy({ cl_ord_id: 'late' }))
  await house.clock.advance(100)
  void house.call('cancel_all_orders')
  await house.clock.advance(10_000)
  expect(rows(house)).toContainEqual(expect.objectContaining({ client_order_id: 'late', ended: null }))
  await house.clock.advance(60_000)
  await reconcile(house)
  expect(realOrders(house)).toMatchObject([{ clientOrderId: 'late', isOpen: false }])
})
