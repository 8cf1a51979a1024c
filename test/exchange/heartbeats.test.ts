import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'
import { auditOf, buy, guard, openIds, resultOf } from './switches.ts'

const armed = async (more: Record<string, unknown> = {}) => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.call('add_order', guard({ cl_ord_id: 'my-guard' }))
  await house.call('add_order', buy({ cl_ord_id: 'theirs', price: '9000' }), 't_other')
  const answer = await house.call('arm_dead_man_switch', { heartbeat_within: 60, ...more })
  expect(resultOf(answer)).toMatchObject({ heartbeat: { within: 60 } })
  return house
}

test('armed alone it leaves Kraken’s timer be; together with a timeout both are armed', async () => {
  const house = await armed()
  expect(await house.seen('CancelAllOrdersAfter')).toHaveLength(0)
  const answer = await house.call('arm_dead_man_switch', { heartbeat_within: 60, timeout: 300 })
  expect(resultOf(answer)).toMatchObject({ armed: true, timeout: 300, heartbeat: { within: 60 } })
  expect(await house.seen('CancelAllOrdersAfter')).toHaveLength(1)
})

test('a token that falls silent loses its own orders, and keeps its protective ones', async () => {
  const house = await armed()
  await house.clock.advance(59_000)
  expect(await openIds(house)).toEqual(['theirs', 'my-guard', 'mine'])
  await house.clock.advance(2_000)
  expect(await openIds(house)).toEqual(['theirs', 'my-guard'])
  expect(auditOf(house, 'heartbeat.lapsed')).toMatchObject([{ token_id: 't_test' }])
  expect(house.sql.run(`SELECT facts FROM alerts WHERE event = 'heartbeat_lapsed'`)).toHaveLength(1)
})

test('armed with stops: true it loses the protective ones too', async () => {
  const house = await armed({ stops: true })
  await house.clock.advance(61_000)
  expect(await openIds(house)).toEqual(['theirs'])
})

test('heartbeats and acting calls keep it alive; reads do not', async () => {
  const house = await armed()
  await house.clock.advance(50_000)
  await house.call('heartbeat')
  await house.clock.advance(50_000)
  await house.call('add_order', buy({ cl_ord_id: 'more', price: '8000' }))
  await house.clock.advance(50_000)
  await house.call('cancel_order', { cl_ord_id: 'more' })
  await house.clock.advance(50_000)
  expect(auditOf(house, 'heartbeat.lapsed')).toEqual([])
  await house.call('get_open_orders')
  await house.clock.advance(11_000)
  expect(auditOf(house, 'heartbeat.lapsed')).toHaveLength(1)
})

test('after a lapse its new orders are refused until it beats; others trade on, and its cancels work', async () => {
  const house = await armed()
  await house.clock.advance(61_000)
  for (const attempt of [1, 2])
    expect(await house.call('add_order', buy({ price: `${7_000 + attempt}` }))).toMatchObject({
      failure: { kind: 'refused', code: 'heartbeat_lapsed', hint: expect.stringContaining('heartbeat') },
    })
  expect((await house.call('add_order', buy({ price: '6000' }), 't_other')).ok).toBe(true)
  expect((await house.call('cancel_order', { cl_ord_id: 'my-guard' })).ok).toBe(true)
  expect(await house.call('heartbeat')).toMatchObject({ ok: true, note: expect.stringContaining('lapsed') })
  await house.clock.advance(1)
  expect((await house.call('add_order', buy({ price: '7003' }))).ok).toBe(true)
  expect(auditOf(house, 'heartbeat.back')).toHaveLength(1)
})

test('an order that comes after the time, but before the alarm, is refused as well', async () => {
  const house = await armed()
  house.loseAlarm()
  await house.clock.advance(60_000)
  expect(await house.call('add_order', buy({ price: '7000' }))).toMatchObject({
    failure: { code: 'heartbeat_lapsed' },
  })
  await house.account.tick()
  await house.clock.advance(1)
  expect(await openIds(house)).toEqual(['theirs', 'my-guard'])
})

test('an order in doubt when its token lapses is cancelled once it is found', async () => {
  const house = await armed()
  await house.fault({ path: 'AddOrder', fault: 'late_drop', ms: 5_000 })
  await house.fault({ path: 'OpenOrders', fault: 'status', status: 502, times: 8 })
  void house.call('add_order', buy({ cl_ord_id: 'doubtful', price: '7000' }))
  await house.clock.advance(62_000)
  expect(auditOf(house, 'heartbeat.lapsed')).toHaveLength(1)
  await house.clock.advance(240_000)
  expect(await openIds(house)).toEqual(['theirs', 'my-guard'])
})

test('a cancel that was not heard is made again', async () => {
  const house = await armed()
  await house.fault({ path: 'CancelOrder', fault: 'drop', times: 1 })
  await house.fault({ path: 'CancelOrderBatch', fault: 'drop', times: 1 })
  await house.clock.advance(61_000)
  expect(await openIds(house)).toContain('mine')
  await house.clock.advance(60_000)
  expect(await openIds(house)).not.toContain('mine')
})

test('the promise outlives an eviction, and so does the lapse', async () => {
  const house = await armed()
  await house.clock.advance(30_000)
  house.restart()
  await house.clock.advance(31_000)
  expect(await openIds(house)).toEqual(['theirs', 'my-guard'])
  house.restart()
  expect(await house.call('add_order', buy({ price: '7000' }))).toMatchObject({
    failure: { code: 'heartbeat_lapsed' },
  })
})

test('disarmed it lapses no more, and a token without a promise is told so', async () => {
  const house = await armed()
  await house.call('disarm_dead_man_switch')
  await house.clock.advance(120_000)
  expect(await openIds(house)).toContain('mine')
  expect(await house.call('heartbeat')).toMatchObject({
    ok: true,
    note: expect.stringContaining('No heartbeat'),
  })
})

test('two tokens lapse each for itself', async () => {
  const house = await armed()
  await house.call('arm_dead_man_switch', { heartbeat_within: 120 }, 't_other')
  await house.clock.advance(61_000)
  expect(await openIds(house)).toEqual(['theirs', 'my-guard'])
  await house.clock.advance(60_000)
  expect(await openIds(house)).toEqual(['my-guard'])
  expect(auditOf(house, 'heartbeat.lapsed')).toMatchObject([{ token_id: 't_test' }, { token_id: 't_other' }])
})

test('a lapse is ended by a heartbeat alone: neither by disarming nor by arming anew', async () => {
  const house = await armed()
  await house.clock.advance(61_000)
  const lapsed = { failure: { code: 'heartbeat_lapsed' } }
  expect(await house.call('disarm_dead_man_switch')).toMatchObject(lapsed)
  expect(await house.call('arm_dead_man_switch', { heartbeat_within: 600 })).toMatchObject(lapsed)
  expect((await house.call('arm_dead_man_switch', { timeout: 300 })).ok).toBe(true)
  expect(await house.call('disarm_dead_man_switch')).toMatchObject({
    result: { armed: false },
    note: expect.stringContaining('call heartbeat'),
  })
  expect(await house.call('add_order', buy({ price: '7000' }))).toMatchObject(lapsed)
  await house.call('heartbeat')
  expect((await house.call('disarm_dead_man_switch')).ok).toBe(true)
  await house.clock.advance(1)
  expect((await house.call('add_order', buy({ price: '7001' }))).ok).toBe(true)
})

test('a wall clock that steps back gives nobody more time than was promised', async () => {
  const house = await armed()
  house.clock.jump(-3_600_000)
  await house.account.tick()
  await house.clock.advance(61_000)
  expect(auditOf(house, 'heartbeat.lapsed')).toHaveLength(1)
})
