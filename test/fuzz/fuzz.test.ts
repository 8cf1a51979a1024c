import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drill } from './fuzz.ts'

const EVENTS = 4_000

test('random events break no law of the matching engine, and the same seed tells the same story', () => {
  const first = drill(EVENTS, 20_261_121)
  expect(first.broken).toEqual([])
  expect(Object.keys(first.trades).sort()).toEqual(['crossing', 'late-print', 'level', 'print'])
  expect(drill(EVENTS, 20_261_121).digest).toBe(first.digest)
})

test('whatever the seed, no law is broken', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      expect(drill(400, seed).broken).toEqual([])
    }),
    { numRuns: 8 },
  )
})
