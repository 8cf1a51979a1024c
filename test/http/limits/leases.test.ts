import { expect, test } from 'vitest'
import { createCallCounts } from '../../../src/exchange/call-counts.ts'
import { createLeases } from '../../../src/http/limits/leases.ts'
import { aDatabase } from '../../support/sql.ts'

const START = 500_000 * 3_600_000

const aFrontDoor = (limit: number, sql = aDatabase()) => {
  const clock = { now: START, visits: 0 }
  const leases = createLeases(() => clock.now)
  const counts = createCallCounts(sql, limit)
  const ask = async () => {
    clock.visits += 1
    return counts.lease('t_a', clock.now)
  }
  const pending: Promise<unknown>[] = []
  const take = async () => {
    const taken = await leases.take('t_a', ask, (work) => void pending.push(work))
    await Promise.all(pending)
    return taken
  }
  return { clock, take }
}

test('a thousand calls pass, the next does not, and the account was visited for few of them', async () => {
  const { clock, take } = aFrontDoor(1_000)
  for (let call = 0; call < 1_000; call += 1)
    expect(await take()).toMatchObject({ isSpent: false, left: 999 - call })
  expect(await take()).toEqual({ limit: 1_000, left: 0, resetAt: START + 3_600_000, isSpent: true })
  expect(clock.visits).toBeLessThan(100)
  clock.now += 3_600_000
  expect(await take()).toMatchObject({ isSpent: false, left: 999 })
})

test('front doors that share a token never let more through than its limit', async () => {
  const sql = aDatabase()
  const doors = [aFrontDoor(100, sql), aFrontDoor(100, sql), aFrontDoor(100, sql)]
  let passed = 0
  for (let call = 0; call < 60; call += 1)
    for (const { take } of doors) passed += (await take())?.isSpent ? 0 : 1
  expect(passed).toBe(100)
})

test('calls that come at once each find their own, and none is counted twice', async () => {
  const { take } = aFrontDoor(40)
  const taken = await Promise.all(Array.from({ length: 60 }, take))
  expect(taken.filter((one) => one?.isSpent === false)).toHaveLength(40)
})

test('an account that fails keeps no call from going on, and is left alone for some seconds', async () => {
  const clock = { now: START, visits: 0 }
  const leases = createLeases(() => clock.now)
  const ask = async () => {
    clock.visits += 1
    throw new Error('gone')
  }
  expect(await leases.take('t_a', ask, () => {})).toBeUndefined()
  expect(await leases.take('t_a', ask, () => {})).toBeUndefined()
  expect(clock.visits).toBe(1)
  clock.now += 5_000
  await leases.take('t_a', ask, () => {})
  expect(clock.visits).toBe(2)
})
