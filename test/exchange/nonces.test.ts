import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNonces } from '../../src/exchange/nonces.ts'
import { aDatabase } from '../support/sql.ts'

type Step =
  | { readonly kind: 'mint' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'clock'; readonly by: number }

const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant<Step>({ kind: 'mint' }) },
    fc.constant<Step>({ kind: 'restart' }),
    fc.integer({ min: -100_000, max: 100_000 }).map((by): Step => ({ kind: 'clock', by })),
  ),
  { maxLength: 200 },
)

test('nonces strictly increase through bursts, restarts and a clock that steps back', () => {
  fc.assert(
    fc.property(steps, (story) => {
      const sql = aDatabase()
      let now = 1_790_000_000_000
      const clock = { now: () => now }
      let nonces = createNonces(sql, clock, 'key')
      let last = 0
      for (const step of story) {
        if (step.kind === 'clock') now += step.by
        else if (step.kind === 'restart') nonces = createNonces(sql, clock, 'key')
        else {
          const nonce = Number(nonces.next())
          expect(nonce).toBeGreaterThan(last)
          last = nonce
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('a nonce is a millisecond of our time while the clock runs ahead of it', () => {
  const nonces = createNonces(aDatabase(), { now: () => 1_790_000_000_123 }, 'key')
  expect(nonces.next()).toBe('1790000000123')
  expect(nonces.next()).toBe('1790000000124')
})

test('each key has its own mark', () => {
  const sql = aDatabase()
  createNonces(sql, { now: () => 2_000_000_000_000 }, 'old').next()
  expect(createNonces(sql, { now: () => 1_790_000_000_000 }, 'new').next()).toBe('1790000000000')
})
