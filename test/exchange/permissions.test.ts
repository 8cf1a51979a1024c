import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'

const READ_ONLY = ['query-funds', 'query-open-trades']

const buy = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

const withPermissions = async (permissions: readonly string[], more: object = {}) => {
  const house = anAccount()
  await house.turn('keys', { name: 'main', permissions, ...more })
  return house
}

test('a call that the key cannot make is refused before it leaves, by code and by label', async () => {
  const house = await withPermissions(READ_ONLY)
  const answer = await house.call('add_order', buy)
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'forbidden', code: 'missing_permission' } })
  expect(JSON.stringify(answer)).toContain('modify-trades')
  expect(JSON.stringify(answer)).toContain('Create & modify orders')
  expect(await house.seen('AddOrder')).toHaveLength(0)
  expect((await house.call('get_account_balance')).ok).toBe(true)
})

test('both spellings of the key’s description are understood', async () => {
  const house = await withPermissions(READ_ONLY)
  await house.turn('switches', { keyInfo: 'snake' })
  expect(await house.call('add_order', buy)).toMatchObject({ failure: { code: 'missing_permission' } })
  expect(await house.account.status()).toMatchObject({ hasKey: true, key: { permissions: READ_ONLY } })
})

test('if Kraken will not say what the key can do, Kraken decides', async () => {
  const house = await withPermissions(READ_ONLY)
  await house.fault({ path: 'GetApiKeyInfo', fault: 'error', error: 'EGeneral:Internal error', times: 0 })
  expect(await house.call('add_order', buy)).toMatchObject({
    ok: false,
    failure: { kind: 'forbidden', kraken: 'EGeneral:Permission denied' },
  })
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('what the key can do is asked once for many calls, and again after Kraken denied a permission', async () => {
  const house = anAccount()
  await Promise.all([house.call('get_account_balance'), house.call('get_trade_balance')])
  await house.call('get_open_orders')
  expect(await house.seen('GetApiKeyInfo')).toHaveLength(1)
  await house.turn('keys', { name: 'main', permissions: ['query-open-trades'] })
  expect(await house.call('get_account_balance')).toMatchObject({ failure: { kind: 'forbidden' } })
  expect(await house.call('get_account_balance')).toMatchObject({ failure: { code: 'missing_permission' } })
  expect(await house.seen('GetApiKeyInfo')).toHaveLength(2)
})

test('a stop is sent whatever is known of the key', async () => {
  const house = await withPermissions(READ_ONLY)
  await house.call('get_account_balance')
  await house.call('cancel_all_orders')
  expect(await house.seen('CancelAll')).toHaveLength(1)
})

test('a key that can withdraw, has a nonce window or an IP allow-list is warned about', async () => {
  const house = await withPermissions([...READ_ONLY, 'withdraw-funds'], {
    nonceWindow: 5_000,
    ipAllowlist: ['192.0.2.1'],
  })
  const { warnings } = await house.account.status()
  expect(warnings).toHaveLength(3)
  expect(warnings.join(' ')).toMatch(/withdraw.*nonce window.*allow-list/s)
})

test('a sound key is not warned about', async () => {
  const house = await withPermissions(READ_ONLY)
  expect((await house.account.status()).warnings).toEqual([])
})

test('what leaves the object about the key does not name it', async () => {
  const house = anAccount()
  const status = JSON.stringify(await house.account.status())
  expect(status).not.toContain(house.emulator.credentials.key)
  expect(status.toLowerCase()).not.toContain('iban')
})

test('a setting caps every timeout', async () => {
  const house = anAccount({ HTTP_TIMEOUT_MS: '1500' })
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept', ms: 60_000 })
  const order = house.call('add_order', buy)
  await house.clock.advance(1_600)
  expect(house.sql.run('SELECT state FROM intents')).toEqual([{ state: 'uncertain' }])
  await house.clock.advance(20_000)
  expect((await order).ok).toBe(true)
})
