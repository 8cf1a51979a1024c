import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'
import { buy } from './switches.ts'

test('with the alarm lost and the storage broken, cron keeps Kraken’s timer going', async () => {
  const house = anAccount()
  await house.call('arm_dead_man_switch', { timeout: 150 })
  house.loseAlarm()
  house.breakStorage()
  const before = (await house.seen('CancelAllOrdersAfter')).length
  for (let minute = 0; minute < 3; minute++) {
    await house.clock.advance(60_000)
    expect(await house.account.job('watch', house.clock.now())).toBe('done')
    await house.account.job('reconcile', house.clock.now())
  }
  expect((await house.seen('CancelAllOrdersAfter')).length).toBeGreaterThanOrEqual(before + 3)
})

test('an account that wakes up while storage fails stops and reads; orders wait until the journal is read', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept' })
  const lost = house.call('add_order', buy({ cl_ord_id: 'lost', price: '9000' }))
  await house.clock.settle()
  house.die()
  void lost
  house.breakStorage()
  house.restart()
  expect(await house.call('get_account_balance')).toMatchObject({ ok: true })
  expect(await house.call('add_order', buy({ price: '8000' }))).toMatchObject({
    failure: { kind: 'unavailable', code: 'journal_unread' },
  })
  expect((await house.account.status()).problems).toEqual([expect.stringContaining('journal')])
  expect(await house.call('cancel_order', { cl_ord_id: 'resting' })).toMatchObject({ ok: true })
  house.mendStorage()
  await house.account.job('watch', house.clock.now())
  expect(house.sql.run("SELECT code FROM intents WHERE client_order_id = 'lost'")).toEqual([
    { code: 'interrupted' },
  ])
  await house.clock.advance(120_000)
  expect(house.sql.run("SELECT state FROM intents WHERE client_order_id = 'lost'")).toEqual([
    { state: 'placed' },
  ])
})

test('what this life has sent is not taken for an earlier one’s when the journal is read late', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  house.breakStorage()
  house.restart()
  house.mendStorage()
  await house.fault({ path: 'CancelOrder', fault: 'delay', ms: 2_000 })
  const cancel = house.call('cancel_order', { cl_ord_id: 'resting' })
  await house.clock.settle()
  const ringing = house.account.tick()
  await house.clock.advance(3_000)
  await ringing
  expect(await cancel).toMatchObject({ ok: true })
  expect(house.sql.run("SELECT state FROM intents WHERE tool = 'cancel_order'")).toEqual([
    { state: 'placed' },
  ])
})

test('a row whose outcome could not be written is in doubt after a minute, and is settled by a look', async () => {
  const house = anAccount()
  await house.fault({ path: 'AddOrder', fault: 'delay', ms: 2_000 })
  const adding = house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.clock.settle()
  house.breakStorage()
  await house.clock.advance(3_000)
  expect(await adding).toMatchObject({ ok: false })
  house.mendStorage()
  const state = () => house.sql.run("SELECT state FROM intents WHERE client_order_id = 'mine'")
  expect(state()).toEqual([{ state: 'sent' }])
  await house.clock.advance(58_000)
  await house.account.job('watch', house.clock.now())
  await house.clock.advance(20_000)
  expect(state()).toEqual([{ state: 'placed' }])
})

// The answer said "off", and an eviction later the server armed the timer again.
test('a disarm that storage cannot keep is done, and its answer says what a restart will do', async () => {
  const house = anAccount()
  await house.call('arm_dead_man_switch', { timeout: 150 })
  house.breakStorage()
  expect(await house.call('disarm_dead_man_switch')).toMatchObject({
    ok: true,
    result: { armed: false, confirmed: true },
    note: expect.stringContaining('a restart of the server arms it again'),
  })
  house.mendStorage()
  await house.call('arm_dead_man_switch', { timeout: 150 })
  expect(await house.call('disarm_dead_man_switch')).not.toHaveProperty('note')
})
