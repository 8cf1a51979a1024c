import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { runJobs } from '../../src/cron/jobs.ts'
import { openPaper } from '../../src/store/paper-accounts.ts'
import { emulatorLog } from '../http/a-caller.ts'

const thisMinute = () => Math.floor(Date.now() / 60_000) * 60_000

const looks = async () => (await emulatorLog()).filter(({ path }) => path === '/0/private/OpenOrders').length

test('the jobs of a minute run against the account, and a repeated delivery does nothing', async () => {
  // Asked for once: a minute may end between the two.
  const minute = thisMinute()
  await runJobs(env, minute)
  expect(await looks()).toBe(1)
  await runJobs(env, minute)
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

test('the paper accounts are woken too, each by its name, after the live one', async () => {
  const asked: string[] = []
  const account = (name: string) => ({
    job: async (job: string) => {
      asked.push(`${job} of ${name}`)
      if (name === 'paper:sinks') throw new Error('secret')
      return 'done'
    },
  })
  await openPaper(env.DB, 'paper:floats', '{}', 1)
  await openPaper(env.DB, 'paper:sinks', '{}', 1)
  const bindings = { ...env, ACCOUNT: { getByName: account } }
  // @ts-expect-error: of the account's RPC face only this one method is called here
  await expect(runJobs(bindings, 60_000)).rejects.toThrow(
    /^jobs failed: watch of paper:sinks, risk of paper:sinks$/,
  )
  expect(asked).toEqual([
    'watch of live',
    'reconcile of live',
    'risk of live',
    'watch of paper:floats',
    'risk of paper:floats',
    'watch of paper:sinks',
    'risk of paper:sinks',
  ])
})

test('a database that is out of reach keeps no job of the live account from running', async () => {
  const DB = {
    prepare: () => {
      throw new Error('gone')
    },
  }
  // @ts-expect-error: a database that cannot be asked
  await expect(runJobs({ ...env, DB }, thisMinute())).rejects.toThrow('the list of paper accounts')
  expect(await looks()).toBe(1)
})
