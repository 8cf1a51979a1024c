import { describe, expect, test } from 'vitest'
import { RATES, TIERS } from '../../../src/kraken/rates.ts'
import { auditOf, buy, resultOf } from '../switches.ts'
import { aWatchedAccount } from './a-watched-account.ts'

const LIMITS = { maxDayLoss: '1000000' } as const
const DAY = 86_400_000

const minuteOf = (now: number) => Math.floor(now / 60_000) * 60_000

test('deposits are no gain, and what the market does is gain or loss', async () => {
  const house = aWatchedAccount(LIMITS)
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

test.each([60, 120, 170])('%i deposits between two readings are all seen, once each', async (count) => {
  const house = aWatchedAccount(LIMITS)
  await house.turn('switches', { tier: 'unlimited' })
  await house.minutes(1)
  const before = Number(house.reading()?.equity)
  for (let i = 0; i < count; i++) await house.turn('deposit', { asset: 'USD', amount: '1000' })
  await house.clock.advance(360_000)
  // Somebody waits for it, so it is not held to the background's share.
  const state = house.call('get_risk_state')
  await house.clock.advance(20_000)
  await state
  expect(Number(house.reading()?.equity)).toBeGreaterThan(before + count * 1_000 - 5_000)
  await house.turn('deposit', { asset: 'USD', amount: '1000' })
  await house.minutes(3)
  const results = house.sql
    .run('SELECT result FROM risk_readings')
    .map(({ result }) => Math.abs(Number(result)))
  expect(results.length).toBeGreaterThan(2)
  expect(Math.max(...results)).toBeLessThan(5_000)
})

test('a deposit that arrives while the account is being read is neither gain nor loss', async () => {
  const house = aWatchedAccount(LIMITS)
  await house.minutes(1)
  await house.turn('deposit', { asset: 'USD', amount: '1' })
  await house.fault({ path: 'Ledgers', fault: 'delay', ms: 2_000 })
  const reading = house.account.job('risk', minuteOf(house.clock.now()) + 60_000)
  await house.clock.advance(1_000)
  await house.turn('deposit', { asset: 'USD', amount: '90000' })
  await house.clock.advance(30_000)
  await reading
  await house.minutes(2)
  const results = house.sql
    .run('SELECT result FROM risk_readings')
    .map(({ result }) => Math.abs(Number(result)))
  expect(Math.max(...results)).toBeLessThan(5_000)
})

test('a day that is over is written into the audit', async () => {
  const house = aWatchedAccount(undefined, { OWNER_TIME_ZONE: 'Asia/Tokyo' })
  // The first reading does not fit into one minute's share.
  await house.minutes(3)
  await house.turn('deposit', { asset: 'USD', amount: '5000' })
  await house.clock.advance(300_000)
  await house.minutes(1)
  await house.clock.advance(DAY)
  await house.minutes(1)
  const [row] = auditOf(house, 'risk.day')
  expect(JSON.parse(String(row?.facts))).toMatchObject({ currency: 'USD', flowed: '5000' })
  expect(row?.subject).toBe(new Date(1_790_000_000_000 + 9 * 3_600_000).toISOString().slice(0, 10))
  expect(auditOf(house, 'risk.day')).toHaveLength(1)
})

test('where no limit needs it, a reading is taken every five minutes, and a quiet one costs one call', async () => {
  const house = aWatchedAccount()
  await house.minutes(3)
  expect(house.sql.run('SELECT at FROM risk_readings')).toHaveLength(1)
  const before = (await house.seen()).filter(({ path }) => path.includes('private')).length
  await house.minutes(6)
  const after = (await house.seen()).filter(({ path }) => path.includes('private')).length
  expect(after - before).toBeLessThanOrEqual(2)
  expect(house.sql.run('SELECT at FROM risk_readings')).toHaveLength(2)
})

for (const tier of TIERS)
  test(`at the tier ${tier} an hour with a loss limit, trades and an armed timer stays under 30 % of the budget`, async () => {
    const house = aWatchedAccount(LIMITS, { KRAKEN_TIER: tier })
    await house.turn('switches', { tier })
    await house.call('arm_dead_man_switch', { timeout: 150 })
    for (let i = 0; i < 60; i++) {
      const now = minuteOf(house.clock.now())
      const jobs = [house.account.job('reconcile', now), house.account.job('risk', now)]
      await house.clock.advance(60_000)
      await Promise.all(jobs)
      await house.turn('foreign', { order: buy({ ordertype: 'market', price: undefined }) })
    }
    const costs: Record<string, number> = {
      OpenOrders: 1,
      ClosedOrders: 1,
      TradesHistory: 2,
      GetApiKeyInfo: 1,
      QueryOrders: 1,
      CancelAllOrdersAfter: 1,
      BalanceEx: 1,
      Ledgers: 2,
      OpenPositions: 1,
      Allocations: 1,
    }
    const points = (await house.seen()).reduce(
      (sum, { path }) => sum + (costs[path.split('/').at(-1) ?? ''] ?? 0),
      0,
    )
    expect(points).toBeLessThan(0.3 * RATES[tier].rest.perSecond * 3_600 + RATES[tier].rest.max)
    expect(house.sql.run('SELECT at FROM risk_readings').length).toBeGreaterThan(15)
  })

describe('what has no price', () => {
  test('is named, and counts on neither side', async () => {
    const house = aWatchedAccount(LIMITS)
    await house.minutes(1)
    const before = house.reading()
    await house.turn('deposit', { asset: 'KFEE', amount: '500' })
    await house.minutes(1)
    expect(house.reading()?.unpriced).toEqual(['KFEE'])
    expect(Math.abs(Number(house.reading()?.equity) - Number(before?.equity))).toBeLessThan(5_000)
  })
})

test('what is staked counts once, though Earn tells of it too', async () => {
  const house = aWatchedAccount(LIMITS)
  await house.minutes(1)
  const balances = resultOf(await house.call('get_account_balance')) as Record<string, string>
  const amount = Number(balances.DOT) + Number(balances['DOT.S'])
  expect(Number(balances['DOT.S'])).toBeGreaterThan(0)
  const [line] = house.sql.run('SELECT line FROM risk_lines')
  const ticker = await house.emulator.answer(new Request('http://127.0.0.1:1/0/public/Ticker?pair=DOTUSD'))
  const { result } = (await ticker.json()) as { result: Record<string, { c: [string] }> }
  const price = Number(Object.values(result)[0]?.c[0])
  expect(Number(JSON.parse(String(line?.line)).values.DOT)).toBeCloseTo(amount * price, -2)
})
