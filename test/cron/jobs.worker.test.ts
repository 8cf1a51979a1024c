import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { runJobs } from '../../src/cron/jobs.ts'
import { emulatorLog } from '../http/a-caller.ts'

const thisMinute = () => Math.floor(Date.now() / 60_000) * 60_000

const looks = async () => (await emulatorLog()).filter(({ path }) => path === '/0/private/OpenOrders').length

test('the jobs of a minute run against the account, and a repeated delivery does nothing', async () => {
  await runJobs(env, thisMinute())
  expect(await looks()).toBe(1)
  await runJobs(env, thisMinute())
  expect(await looks()).toBe(1)
})

test('a job that cannot be asked for is named, and keeps no other from running', async () => {
  const asked: string[] = []
  const account = {
    job: async (name: string) => {
      asked.push(name)
      if (name === 'sinks') throw new Error('secret')
      return 'done'
    },
  }
  const bindings = { ...env, ACCOUNT: { getByName: () => account } }
  const jobs = [
    { name: 'sinks', everyMinutes: 1 },
    { name: 'floats', everyMinutes: 1 },
  ]
  // @ts-expect-error: of the account's RPC face only this one method is called here
  await expect(runJobs(bindings, thisMinute(), jobs)).rejects.toThrow(/^jobs failed: sinks$/)
  expect(asked).toEqual(['sinks', 'floats'])
})

test('a job runs only in the minutes that are its own', async () => {
  await runJobs(env, thisMinute(), [{ name: 'reconcile', everyMinutes: 1e9 }])
  expect(await looks()).toBe(0)
})
