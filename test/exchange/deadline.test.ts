import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'
import { aPaperAccount } from './paper/a-paper-account.ts'

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

const PASSED = { ok: false, failure: { kind: 'invalid', code: 'deadline_passed' } }

// A newcomer's `"deadline": "2020-01-01T00:00:00Z"` was sent, answered `uncertain`, and held up its pair for half a minute.
test.each([
  ['live', () => anAccount()],
  ['paper', () => aPaperAccount()],
])('an order whose deadline is over is refused and holds up nothing: %s', async (_, open) => {
  const house = open()
  expect(await house.call('add_order', buy({ deadline: '2020-01-01T00:00:00Z' }))).toMatchObject(PASSED)
  expect(await house.seen('AddOrder')).toEqual([])
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
})

test('an amend whose deadline is over never leaves', async () => {
  const house = anAccount()
  const placed = await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  expect(placed).toMatchObject({ ok: true })
  const amend = { cl_ord_id: 'mine', limit_price: '9000', deadline: '2020-01-01T00:00:00Z' }
  expect(await house.call('amend_order', amend)).toMatchObject(PASSED)
  expect(await house.seen('AmendOrder')).toEqual([])
})

test('an order whose deadline passes while it waits for its turn never leaves, and its key is free', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'delay', ms: 5_000 })
  const first = house.call('add_order', buy())
  await house.clock.settle()
  const soon = new Date(house.clock.now() + 3_000).toISOString()
  const second = house.call(
    'add_order',
    buy({ pair: 'ETHUSD', price: '1000', idempotency_key: 'k', deadline: soon }),
  )
  await house.clock.advance(6_000)
  expect(await first).toMatchObject({ ok: true })
  expect(await second).toMatchObject(PASSED)
  expect(await house.seen('AddOrder')).toHaveLength(1)
  const again = buy({ pair: 'ETHUSD', price: '1000', volume: '0.01', idempotency_key: 'k' })
  expect(await house.call('add_order', again)).toMatchObject({ ok: true })
})
