import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'
import { auditOf, buy, guard, openIds, resultOf } from './switches.ts'

type House = ReturnType<typeof anAccount>

const timers = async (house: House) =>
  (await house.seen('CancelAllOrdersAfter')).map(({ params }) => Number(params.timeout))

/** What is open, read in a moment's life that refreshes nothing. */
const openMeanwhile = async (house: House) => {
  house.restart()
  const ids = await openIds(house)
  house.die()
  return ids
}

const armed = async (timeout = 150) => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  expect(resultOf(await house.call('arm_dead_man_switch', { timeout }))).toMatchObject({
    armed: true,
    timeout,
    confirmed: true,
  })
  return house
}

test('without a word it is armed for 150 s', async () => {
  const house = anAccount()
  expect(resultOf(await house.call('arm_dead_man_switch'))).toMatchObject({ armed: true, timeout: 150 })
  expect(await timers(house)).toEqual([150])
})

test('the server being gone, the exchange cancels everything within the timeout', async () => {
  const house = await armed()
  house.die()
  await house.clock.advance(149_000)
  expect(await openMeanwhile(house)).toEqual(['resting'])
  await house.clock.advance(2_000)
  expect(await openMeanwhile(house)).toEqual([])
})

test('for ten minutes of life it is refreshed every 20 s and nothing lapses', async () => {
  const house = await armed(60)
  await house.clock.advance(600_000)
  expect(await openIds(house)).toEqual(['resting'])
  const refreshes = await timers(house)
  expect(refreshes.length).toBeGreaterThanOrEqual(30)
  expect(refreshes.length).toBeLessThanOrEqual(33)
  expect(new Set(refreshes)).toEqual(new Set([60]))
})

test('one missed alarm is caught by cron, which also sets the alarm again', async () => {
  const house = await armed(150)
  house.loseAlarm()
  await house.clock.advance(60_000)
  expect(await timers(house)).toHaveLength(1)
  await house.account.tick()
  expect(await timers(house)).toEqual([150, 150])
  await house.clock.advance(300_000)
  expect((await timers(house)).length).toBeGreaterThan(12)
  expect(await openIds(house)).toEqual(['resting'])
})

test('below 130 s the answer says that cron cannot save a lost alarm, from there on it does not', async () => {
  const house = anAccount()
  expect(await house.call('arm_dead_man_switch', { timeout: 129 })).toMatchObject({
    note: expect.stringContaining('cron'),
  })
  expect(await house.call('arm_dead_man_switch', { timeout: 130 })).toMatchObject({
    note: expect.not.stringContaining('cron'),
  })
})

test('arming names the protective orders that would go with the others', async () => {
  const house = anAccount()
  await house.call('add_order', guard({ cl_ord_id: 'guard' }))
  expect(resultOf(await house.call('arm_dead_man_switch'))).toMatchObject({
    would_cancel: [{ cl_ord_id: 'guard', ordertype: 'stop-loss' }],
  })
})

test('a refresh that hangs holds the ring for 5 s at most, and is made again', async () => {
  const house = await armed(60)
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'hang', ms: 60_000 })
  const began = house.clock.now()
  await house.clock.advance(20_000)
  const ring = house.account.tick().then(() => house.clock.now())
  await house.clock.advance(11_000)
  expect((await ring) - began).toBeLessThanOrEqual(25_000)
  // The one that armed it, the one that hung, and the one that was made in its place.
  expect(await timers(house)).toHaveLength(3)
  expect(await openIds(house)).toEqual(['resting'])
})

test('when no refresh was heard for the whole timeout, the owner is told', async () => {
  const house = await armed(60)
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'status', status: 502, times: 0 })
  await house.clock.advance(90_000)
  expect(house.sql.run(`SELECT facts FROM alerts WHERE event = 'dead_man_lost'`)).toHaveLength(1)
})

test('it goes on after an eviction', async () => {
  const house = await armed(60)
  house.restart()
  await house.clock.advance(120_000)
  expect(await openIds(house)).toEqual(['resting'])
})

test('the shortest timeout of several tokens holds, and the last to disarm puts the timer off', async () => {
  const house = anAccount()
  await house.call('arm_dead_man_switch', { timeout: 600 }, 't_one')
  await house.call('arm_dead_man_switch', { timeout: 200 }, 't_two')
  expect(await timers(house)).toEqual([600, 200])
  expect(resultOf(await house.call('disarm_dead_man_switch', {}, 't_two'))).toMatchObject({
    armed: true,
    timeout: 600,
  })
  expect(resultOf(await house.call('disarm_dead_man_switch', {}, 't_one'))).toMatchObject({ armed: false })
  expect(await timers(house)).toEqual([600, 200, 600, 0])
  await house.clock.advance(120_000)
  expect(await timers(house)).toHaveLength(4)
  expect(auditOf(house, 'dead_man.armed')).toMatchObject([{ token_id: 't_one' }, { token_id: 't_two' }])
  expect(auditOf(house, 'dead_man.disarmed')).toMatchObject([{ token_id: 't_two' }, { token_id: 't_one' }])
})

test('what another token or the owner armed, a token does not disarm; the owner disarms all', async () => {
  const house = anAccount()
  await house.call('arm_dead_man_switch', {}, 't_one')
  expect(await house.call('disarm_dead_man_switch', {}, 't_two')).toMatchObject({
    failure: { code: 'not_yours' },
  })
  expect(resultOf(await house.asOwner('disarm_dead_man_switch'))).toMatchObject({ armed: false })
  await house.asOwner('arm_dead_man_switch', { timeout: 300 })
  expect(await house.call('disarm_dead_man_switch', {}, 't_one')).toMatchObject({
    failure: { code: 'not_yours', message: expect.stringContaining('owner') },
  })
  expect(await timers(house)).toEqual([150, 0, 300])
})

test('a disarm that Kraken did not hear is said again until it does', async () => {
  const house = await armed(60)
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'drop', times: 2 })
  expect(resultOf(await house.call('disarm_dead_man_switch'))).toMatchObject({
    armed: false,
    confirmed: false,
  })
  await house.clock.advance(90_000)
  // Two were lost on the way, the third was heard, and there is no fourth.
  expect(await timers(house)).toEqual([60, 0, 0, 0])
  expect(await openIds(house)).toEqual(['resting'])
})

test('the raw timer is refused while one is armed, whatever its timeout, and says which tool is right', async () => {
  const house = await armed()
  for (const timeout of [0, 60, 3600])
    expect(await house.call('cancel_all_orders_after', { timeout })).toMatchObject({
      failure: { code: 'dead_man_armed', hint: expect.stringContaining('disarm_dead_man_switch') },
    })
  expect(await timers(house)).toEqual([150])
  await house.call('disarm_dead_man_switch')
  expect((await house.call('cancel_all_orders_after', { timeout: 0 })).ok).toBe(true)
})

test('what Kraken refuses to arm is not said to be armed', async () => {
  const house = anAccount()
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'error', error: 'EGeneral:Permission denied' })
  expect(await house.call('arm_dead_man_switch')).toMatchObject({ failure: { code: 'missing_permission' } })
  await house.clock.advance(60_000)
  expect(await timers(house)).toEqual([150])
})

test('it is off before announced maintenance and on again after, so that nothing is cancelled on Kraken’s return', async () => {
  const house = await armed(60)
  await house.turn('maintenance', { startsIn: 1_200, lastsSeconds: 600 })
  await house.clock.advance(1_199_000)
  expect((await timers(house)).at(-1)).toBe(0)
  expect(auditOf(house, 'dead_man.suspended')).toHaveLength(1)
  await house.clock.advance(602_000)
  expect(await openIds(house)).toEqual(['resting'])
  await house.clock.advance(150_000)
  expect((await timers(house)).at(-1)).toBe(60)
  expect(auditOf(house, 'dead_man.resumed')).toHaveLength(1)
  expect(await openIds(house)).toEqual(['resting'])
  house.die()
  await house.clock.advance(61_000)
  expect(await openMeanwhile(house)).toEqual([])
})

test('Kraken is asked for its maintenance every two minutes at most', async () => {
  const house = await armed(60)
  await house.clock.advance(600_000)
  const looks = (await house.seen('SystemStatus')).length
  expect(looks).toBeGreaterThanOrEqual(4)
  expect(looks).toBeLessThanOrEqual(6)
})

test('with a storage that is gone it is refreshed all the same', async () => {
  const house = await armed(60)
  house.breakStorage()
  await house.clock.advance(180_000)
  expect((await timers(house)).length).toBeGreaterThanOrEqual(9)
})

test('the kill switch’s own timer is not put off by a refresh', async () => {
  const house = await armed(3_600)
  await house.fault({ path: 'OpenOrders', fault: 'error', error: 'EGeneral:Internal error', times: 0 })
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(90_000)
  await killed
  expect((await timers(house)).slice(1).every((timeout) => timeout < 70)).toBe(true)
  await house.turn('faults', { clear: true })
  await house.clock.advance(120_000)
  expect((await timers(house)).at(-1)).toBe(3_600)
})

test('neither arming nor disarming puts the timer off that a kill switch at work has set', async () => {
  const house = anAccount()
  await house.call('arm_dead_man_switch', { timeout: 600 })
  await house.fault({ path: 'OpenOrders', fault: 'error', error: 'EGeneral:Internal error', times: 0 })
  const killed = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(10_000)
  await house.call('disarm_dead_man_switch')
  void house.call('arm_dead_man_switch', { timeout: 3_600 }, 't_other')
  expect(await house.call('cancel_all_orders_after', { timeout: 0 })).toMatchObject({ ok: false })
  await house.clock.advance(20_000)
  await killed
  expect((await timers(house)).slice(1).filter((timeout) => timeout === 0 || timeout > 70)).toEqual([])
})

test('a refresh that a disarm has overtaken is not sent again after it', async () => {
  const house = await armed(150)
  await house.clock.advance(10_000)
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'delay', ms: 3_500 })
  await house.clock.advance(10_500)
  const disarmed = house.call('disarm_dead_man_switch')
  await house.clock.advance(6_000)
  expect(resultOf(await disarmed)).toMatchObject({ armed: false, confirmed: true })
  await house.clock.advance(200_000)
  expect(
    (await house.seen('CancelAllOrdersAfter')).map(({ params, error }) => [params.timeout, error]),
  ).toEqual([
    ['150', undefined],
    ['0', undefined],
    ['150', 'EAPI:Invalid nonce'],
  ])
  expect(await openIds(house)).toEqual(['resting'])
})

test('a refresh that met another’s nonce is made again at once, with what is wanted by then', async () => {
  const house = await armed(60)
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'invalid_nonce' })
  await house.clock.advance(20_100)
  expect((await timers(house)).length).toBe(3)
})

test('a disarm that Kraken did not hear is said again also after an eviction, and only until it is heard', async () => {
  const house = await armed(150)
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'hang' })
  const disarmed = house.call('disarm_dead_man_switch')
  await house.clock.advance(5_000)
  expect(resultOf(await disarmed)).toMatchObject({ armed: false, confirmed: false })
  house.restart()
  await house.clock.advance(200_000)
  expect(await timers(house)).toEqual([150, 0, 0])
  house.restart()
  await house.clock.advance(60_000)
  expect(await timers(house)).toHaveLength(3)
  expect(await openIds(house)).toEqual(['resting'])
})

test('a wall clock that steps back five minutes does not stop the refresh', async () => {
  const house = await armed(150)
  await house.clock.advance(30_000)
  house.clock.jump(-300_000)
  await house.account.tick()
  await house.clock.advance(240_000)
  expect((await timers(house)).length).toBeGreaterThan(10)
  expect(await openIds(house)).toEqual(['resting'])
})

test('the raw timer, once set, is not put off by a disarm that was still to be heard', async () => {
  const house = await armed(150)
  await house.fault({ path: 'CancelAllOrdersAfter', fault: 'drop' })
  expect(resultOf(await house.call('disarm_dead_man_switch'))).toMatchObject({ confirmed: false })
  expect((await house.call('cancel_all_orders_after', { timeout: 600 })).ok).toBe(true)
  await house.clock.advance(60_000)
  expect(await timers(house)).toEqual([150, 0, 600])
})
