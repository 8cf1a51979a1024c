import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { type Job, runJobs } from '../../src/cron/jobs.ts'

const MINUTE = 1_790_000_040_000

test('a job that fails does not keep the others from running, and is named', async () => {
  const ran: number[] = []
  const jobs: readonly Job[] = [
    { name: 'sinks', run: () => Promise.reject(new Error('secret')) },
    { name: 'floats', run: async (_, scheduledTime) => void ran.push(scheduledTime) },
  ]
  await expect(runJobs(env, MINUTE, jobs)).rejects.toThrow(/^jobs failed: sinks$/)
  expect(ran).toEqual([MINUTE])
})

test('the jobs of a minute run against the account', async () => {
  await expect(runJobs(env, MINUTE)).resolves.toBeUndefined()
})
