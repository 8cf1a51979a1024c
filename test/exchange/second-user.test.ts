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

const alerts = (house: ReturnType<typeof anAccount>) =>
  house.sql.run('SELECT event FROM alerts').map(({ event }) => event)

const minute = (house: ReturnType<typeof anAccount>) => Math.floor(house.clock.now() / 60_000) * 60_000

test('two refusals of our highest nonce in a row are a second user: new orders stop, cancels and reads do not', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.turn('foreign', { nonceAhead: 3_600_000 })
  await house.call('get_account_balance')
  await house.clock.settle()
  expect(alerts(house)).toContain('second_key_user')
  await house.clock.advance(3_700_000)
  expect(await house.call('add_order', buy())).toMatchObject({ ok: false, failure: { code: 'shared_key' } })
  expect(await house.call('cancel_all_orders')).toMatchObject({ ok: true })
  expect(await house.call('get_open_orders')).toMatchObject({ ok: true })
  expect((await house.account.status()).problems.join()).toContain('Someone else')
})

test('a doubled delivery is no second user', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'duplicate' })
  const order = house.call('add_order', buy())
  await house.clock.advance(20_000)
  expect(await order).toMatchObject({ ok: true })
  expect(await house.call('add_order', buy({ price: '9000' }))).toMatchObject({ ok: true })
  expect(alerts(house)).not.toContain('second_key_user')
})

test('a key that was used when we did not use it is noticed', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.clock.advance(5 * 60_000 + 1)
  const lastUsed = String(Math.floor(house.clock.now() / 1000) + 6)
  const permissions = ['query-funds']
  house.garble('GetApiKeyInfo', { error: [], result: { permissions, nonce: '1', lastUsed } })
  await house.call('get_account_balance')
  expect(alerts(house)).toContain('second_key_user')
})

test('the owner can allow it', async () => {
  const house = anAccount({ ALLOW_SHARED_KEY: 'true' })
  await house.call('get_account_balance')
  await house.turn('foreign', { nonceAhead: 1_000 })
  await house.call('get_account_balance')
  await house.clock.advance(62_000)
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
})

test('an open order with an id of our form that we never gave is a second user’s', async () => {
  const house = anAccount()
  await house.turn('foreign', { order: buy({ cl_ord_id: 'bwfedcbafedcbafedc' }) })
  await house.account.job('reconcile', minute(house))
  expect(alerts(house)).toContain('second_key_user')
})

test('three refusals within a minute open the breaker: only stops go out, until the minute is over', async () => {
  const house = anAccount()
  await house.call('add_order', buy())
  await house.fault({ path: 'Balance', fault: 'error', error: 'EAPI:Invalid signature', times: 3 })
  for (let i = 0; i < 3; i++) await house.call('get_account_balance')
  expect(await house.call('get_trade_balance')).toMatchObject({
    failure: { kind: 'unavailable', code: 'breaker_open', retryAfter: expect.any(Number) },
  })
  expect(await house.call('cancel_all_orders')).toMatchObject({ ok: true })
  await house.clock.advance(61_000)
  expect(await house.call('get_trade_balance')).toMatchObject({ ok: true })
})

test('a key that cannot see its own orders, or lets an old nonce pass, places none', async () => {
  for (const change of [
    { permissions: ['query-funds', 'modify-trades', 'query-open-trades'] },
    { nonceWindow: 5 },
    { queryTo: 1_600_000_000 },
  ]) {
    const house = anAccount()
    await house.turn('keys', { name: 'main', ...change })
    expect(await house.call('add_order', buy())).toMatchObject({ failure: { code: 'key_cannot_see' } })
    expect((await house.account.status()).problems).toHaveLength(1)
    expect(await house.seen('AddOrder')).toHaveLength(0)
  }
})

test('deadlines are told by Kraken’s clock where ours is wrong', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  house.clock.jump(-30_000)
  await house.turn('clock', { advance: 30 })
  await house.call('get_trade_balance')
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
  expect((await house.account.status()).warnings.join()).toContain('behind Kraken')
})
