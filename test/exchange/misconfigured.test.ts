import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'
import { buy, openIds } from './switches.ts'

const WRONG = { JOURNAL_DAYS: 'x', ALERT_WEBHOOK_URL: 'hooks.example/canary' }

test('with a wrong setting new orders are refused by its name; stops, reads, cron and the alarm work', async () => {
  const house = anAccount(WRONG)
  const refused = await house.call('add_order', buy())
  expect(refused).toMatchObject({
    failure: { code: 'misconfigured', details: { settings: ['ALERT_WEBHOOK_URL', 'JOURNAL_DAYS'] } },
  })
  expect(JSON.stringify([refused, await house.account.status()])).not.toContain('canary')
  expect(await house.call('get_account_balance')).toMatchObject({ ok: true })
  expect(await house.call('arm_dead_man_switch', { timeout: 60 })).toMatchObject({ ok: true })
  const refreshes = (await house.seen('CancelAllOrdersAfter')).length
  await house.clock.advance(60_000)
  expect((await house.seen('CancelAllOrdersAfter')).length).toBeGreaterThan(refreshes)
  expect(await house.account.job('watch', house.clock.now())).toBe('done')
  expect(await house.call('activate_kill_switch', { reason: 'a drill' })).toMatchObject({ ok: true })
  expect(await openIds(house)).toEqual([])
})

test('what is wrong stands among the problems of the status, with a key and without', async () => {
  const problems = [expect.stringContaining('ALERT_WEBHOOK_URL'), expect.stringContaining('JOURNAL_DAYS')]
  expect(await anAccount(WRONG).account.status()).toMatchObject({ hasKey: true, problems })
  const keyless = anAccount({ ...WRONG, KRAKEN_API_KEY: '', KRAKEN_API_SECRET: '' })
  expect(await keyless.account.status()).toMatchObject({ hasKey: false, problems })
})
