import { expect, test } from 'vitest'
import { aWatchedAccount } from './a-watched-account.ts'

test('deposits are no gain, and what the market does is gain or loss', async () => {
  const house = aWatchedAccount({ maxDayLoss: '1000000' })
  await house.minutes(1)
  const before = Number(house.reading()?.equity)
  expect(before).toBeGreaterThan(1_000)
  await house.turn('deposit', { asset: 'USD', amount: '50000' })
  await house.minutes(1)
  expect(Number(house.reading()?.equity)).toBeGreaterThan(before + 49_000)
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await house.minutes(3)
  const after = house.reading()
  const lost = Number(after?.day.loss)
  expect(lost).toBeGreaterThan(1_000)
  expect(Number(after?.equity)).toBeCloseTo(before + 50_000 - lost, -3)
})
