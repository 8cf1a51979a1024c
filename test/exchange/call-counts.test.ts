import { expect, test } from 'vitest'
import { createCallCounts } from '../../src/exchange/call-counts.ts'
import { aDatabase } from '../support/sql.ts'

const HOUR = 500_000
const START = HOUR * 3_600_000

const drain = (counts: ReturnType<typeof createCallCounts>, token: string, now: number) => {
  const leases = Array.from({ length: 2_000 }, () => counts.lease(token, now).calls)
  return {
    total: leases.reduce((sum, calls) => sum + calls, 0),
    visits: leases.filter((calls) => calls > 0).length,
  }
}

test('the leases of an hour add up to the limit and not one more, in few visits', () => {
  const { total, visits } = drain(createCallCounts(aDatabase(), 1_000), 't_a', START)
  expect(total).toBe(1_000)
  expect(visits).toBeLessThan(100)
})

test('each token has its own, and a new hour begins anew', () => {
  const counts = createCallCounts(aDatabase(), 10)
  expect(drain(counts, 't_a', START).total).toBe(10)
  expect(drain(counts, 't_b', START).total).toBe(10)
  expect(counts.lease('t_a', START)).toEqual({ calls: 0, limit: 10, left: 0, resetAt: START + 3_600_000 })
  expect(drain(counts, 't_a', START + 3_600_000).total).toBe(10)
})

test('what was handed out is known after a restart', () => {
  const sql = aDatabase()
  drain(createCallCounts(sql, 50), 't_a', START)
  expect(createCallCounts(sql, 50).lease('t_a', START).calls).toBe(0)
})
