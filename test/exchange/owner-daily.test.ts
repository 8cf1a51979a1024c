import { expect, test } from 'vitest'
import { daily } from '../../src/exchange/owner-daily.ts'
import { createStates } from '../../src/exchange/states.ts'
import { aDatabase } from '../support/sql.ts'

const START = 1_790_000_000_000
const DAY = 86_400_000

// The time of the next run outlives evictions, and so did one that a clock running ahead had written.
test('after the clock has stepped back by a week, what is due each day does not wait for the week', async () => {
  let now = START
  const duty = daily({ name: 'count', run: async () => 'done' }, createStates(aDatabase()), () => now)
  await duty.run(now)
  expect(duty.dueAt()).toBe(START + DAY)
  now = START - 7 * DAY
  expect(duty.dueAt()).toBe(0)
  await duty.run(now)
  expect(duty.dueAt()).toBe(now + DAY)
})
