import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBrakes } from '../../src/exchange/brakes.ts'
import { aDatabase } from '../support/sql.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const START = 1_800_000_000_000

const failing = (times: number, addressOf: (at: number) => string) => {
  const brakes = createBrakes(aDatabase())
  for (let at = 0; at < times; at += 1) brakes.failed(addressOf(at), START)
  return brakes
}

test('four failures cost nothing; the fifth costs a quarter of an hour, each further one twice as long', () => {
  expect(failing(4, () => 'a').waitFor('a', START)).toBe(0)
  const brakes = failing(5, () => 'a')
  expect(brakes.waitFor('a', START)).toBe(15 * MINUTE_MS)
  expect(brakes.waitFor('a', START + 15 * MINUTE_MS)).toBe(0)
  expect(brakes.waitFor('b', START)).toBe(0)
  brakes.failed('a', START + 15 * MINUTE_MS)
  expect(brakes.waitFor('a', START + 15 * MINUTE_MS)).toBe(30 * MINUTE_MS)
})

test('an address that came in begins anew, and so does one that was quiet for a day', () => {
  const brakes = failing(5, () => 'a')
  brakes.passed('a', START)
  expect(brakes.waitFor('a', START)).toBe(0)
  const later = failing(5, () => 'b')
  later.failed('b', START + 25 * HOUR_MS)
  expect(later.waitFor('b', START + 25 * HOUR_MS)).toBe(0)
})

test('failures from everywhere slow everybody, but not where the owner came in before', () => {
  const brakes = failing(20, (at) => `a${at}`)
  expect(brakes.waitFor('stranger', START)).toBe(1_000)
  for (let at = 0; at < 30; at += 1) brakes.failed(`b${at}`, START)
  expect(brakes.waitFor('stranger', START)).toBe(MINUTE_MS)
  brakes.passed('home', START)
  expect(brakes.waitFor('home', START)).toBe(0)
  expect(brakes.waitFor('stranger', START + MINUTE_MS)).toBe(0)
})

test('the law: no address has a sixth guess looked at within a quarter of an hour of its fifth', () => {
  const tries = fc.array(
    fc.record({ address: fc.constantFrom('a', 'b', 'c'), after: fc.nat(10 * MINUTE_MS) }),
  )
  fc.assert(
    fc.property(tries, (all) => {
      const brakes = createBrakes(aDatabase())
      const looked = new Map<string, number[]>()
      let now = START
      for (const { address, after } of all) {
        now += after
        if (brakes.waitFor(address, now) > 0) continue
        brakes.failed(address, now)
        const times = [...(looked.get(address) ?? []), now]
        looked.set(address, times)
        const fifthBefore = times.at(-2)
        if (times.length > 5 && fifthBefore !== undefined)
          expect(now - fifthBefore).toBeGreaterThanOrEqual(15 * MINUTE_MS)
      }
    }),
    { numRuns: 50 },
  )
})
