import { expect, test } from 'vitest'
import { createJobs } from '../../src/exchange/jobs.ts'
import { aClock } from '../support/clock.ts'
import { aDatabase } from '../support/sql.ts'

const MINUTE = 1_790_000_040_000

const aTable = () => {
  const clock = aClock(MINUTE + 500)
  const sql = aDatabase()
  const runs: number[] = []
  const failures: string[] = []
  let work = async (now: number): Promise<void> => void runs.push(now)
  const run = createJobs({
    sql,
    now: clock.now,
    jobs: { job: (now) => work(now) },
    failed: (name) => void failures.push(name),
    worked: () => {},
  })
  const doing = (other: typeof work) => {
    work = other
  }
  return { clock, run, runs, failures, doing }
}

test('a repeated delivery does nothing', async () => {
  const { run, runs } = aTable()
  expect(await run('job', MINUTE)).toBe('done')
  expect(await run('job', MINUTE)).toBe('not_mine')
  expect(runs).toHaveLength(1)
})

test('a second delivery while the first still runs does nothing', async () => {
  const { run, runs, doing } = aTable()
  let end = () => {}
  doing((now) => {
    runs.push(now)
    return new Promise((resolve) => {
      end = resolve
    })
  })
  const first = run('job', MINUTE)
  expect(await run('job', MINUTE)).toBe('not_mine')
  end()
  expect(await first).toBe('done')
  expect(runs).toHaveLength(1)
})

test('a run that died is run again by the next delivery, once its lease has lapsed', async () => {
  const { clock, run, runs, doing } = aTable()
  doing(() => new Promise(() => {}))
  void run('job', MINUTE)
  doing(async (now) => void runs.push(now))
  await clock.advance(49_000)
  expect(await run('job', MINUTE)).toBe('not_mine')
  await clock.advance(1_500)
  expect(await run('job', MINUTE)).toBe('done')
  expect(runs).toHaveLength(1)
})

test('no job believes a time more than a minute from the clock', async () => {
  const { run, runs } = aTable()
  expect(await run('job', MINUTE - 120_000)).toBe('not_now')
  expect(await run('job', MINUTE + 120_000)).toBe('not_now')
  expect(runs).toEqual([])
})

test('a job that fails is reported, and its minute stays open for another delivery after the lease', async () => {
  const { clock, run, failures, doing, runs } = aTable()
  doing(() => Promise.reject(new Error('broken')))
  expect(await run('job', MINUTE)).toBe('failed')
  expect(failures).toEqual(['job'])
  doing(async (now) => void runs.push(now))
  await clock.advance(50_500)
  expect(await run('job', MINUTE)).toBe('done')
  expect(await run('nothing', MINUTE)).toBe('unknown')
})
