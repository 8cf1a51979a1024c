import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'

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
