import { expect, test } from 'vitest'
import type { AccountCall } from '../../src/exchange/port.ts'
import { anAccount } from '../support/account.ts'

const TOKEN = {
  hash: 'a'.repeat(64),
  tokenId: 't_aaaaaaaaaa',
  name: 'Claude',
  scopes: ['trade', 'funds'],
  forUrl: false,
  expiresAt: null,
}

const BUY = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

const aCaller = (changes: Partial<AccountCall['token']> = {}) => {
  const house = anAccount()
  const token = { ...TOKEN, ...changes }
  const call = (tool: string, params: AccountCall['params'] = {}, more: Partial<AccountCall> = {}) =>
    house.account.call({
      tool,
      params,
      tokenId: token.tokenId,
      token,
      began: house.clock.now(),
      request: 'r_1',
      ...more,
    })
  return { house, token, call }
}

test('a token is copied when it first calls, once, with one line in the audit', async () => {
  const { house, token, call } = aCaller()
  expect(await house.account.token(token.hash)).toBeUndefined()
  await call('get_account_balance')
  await call('get_account_balance')
  expect(await house.account.token(token.hash)).toEqual({ ...token, revokedAt: null })
  expect(house.sql.run("SELECT event, token_id FROM audit WHERE event = 'token.known'")).toEqual([
    { event: 'token.known', token_id: token.tokenId },
  ])
})

test('what the account copied of a token holds, whatever the database says later', async () => {
  const { call, token } = aCaller({ scopes: ['read'] })
  await call('get_account_balance')
  const grown = await call('add_order', BUY, { token: { ...token, scopes: ['read', 'trade'] } })
  expect(grown).toMatchObject({ ok: false, failure: { kind: 'forbidden', code: 'missing_scope' } })
})

test('while the database is out of reach a known token reads and cancels, and places nothing', async () => {
  const { house, call } = aCaller()
  await call('get_account_balance')
  const unchecked = { unchecked: true }
  expect(await call('get_account_balance', {}, unchecked)).toMatchObject({ ok: true })
  expect(await call('cancel_all_orders', {}, unchecked)).toMatchObject({ ok: true })
  expect(await call('add_order', BUY, unchecked)).toMatchObject({
    ok: false,
    failure: { kind: 'unavailable', code: 'tokens_unavailable', retryAfter: 5 },
  })
  const funds = await call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' }, unchecked)
  expect(funds).toMatchObject({ ok: false, failure: { code: 'tokens_unavailable' } })
  expect(await house.seen('AddOrder')).toEqual([])
  expect(await house.seen('Withdraw')).toEqual([])
})

test('while the database is out of reach a token that the account never saw is nobody', async () => {
  const { house, call } = aCaller()
  expect(await call('cancel_all_orders', {}, { unchecked: true })).toMatchObject({
    ok: false,
    failure: { code: 'invalid_token' },
  })
  expect(await house.seen('CancelAll')).toEqual([])
})

test('an expired token does nothing, not even while the database is out of reach', async () => {
  const { house, call } = aCaller({ expiresAt: 1_790_000_001_000 })
  await call('get_account_balance')
  await house.clock.advance(2_000)
  for (const unchecked of [false, true])
    expect(await call('cancel_all_orders', {}, { unchecked })).toMatchObject({
      ok: false,
      failure: { code: 'token_expired' },
    })
})

test('a disk that is gone keeps no caller from stopping whom the database vouched for', async () => {
  const { house, call } = aCaller()
  house.breakStorage()
  expect(await call('cancel_all_orders')).toMatchObject({ ok: true })
  expect(await house.seen('CancelAll')).toHaveLength(1)
})
