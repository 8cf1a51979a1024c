import { expect, test } from 'vitest'
import { createAccount } from '../../../src/exchange/account.ts'
import { readSettings } from '../../../src/exchange/settings.ts'
import { anAccount } from '../../support/account.ts'
import { aClock } from '../../support/clock.ts'
import { aDatabase } from '../../support/sql.ts'
import { buy } from '../switches.ts'
import { aWatchedAccount } from './a-watched-account.ts'

test('equity is the newest reading, its line oldest first, and a deposit is nothing made since midnight', async () => {
  const house = aWatchedAccount({ maxDayLoss: '1000000' })
  await house.minutes(2)
  await house.turn('deposit', { asset: 'USD', amount: '50000' })
  await house.minutes(2)
  const { equity, lastRiskCheck } = await house.account.overview()
  expect(lastRiskCheck).toBe(house.reading()?.at)
  const times = equity?.points.map(({ at }) => at) ?? []
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(Number(equity?.points.at(-1)?.equity)).toBeGreaterThan(50_000)
  expect(Math.abs(Number(equity?.sinceMidnight?.change))).toBeLessThan(5_000)
  expect(equity?.sinceMidnight?.change).toMatch(/^-?\d+\.\d\d$/)
})

test('a loss since midnight is told with its sign', async () => {
  const house = aWatchedAccount({ maxDayLoss: '1000000' })
  await house.minutes(2)
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await house.minutes(2)
  const since = (await house.account.overview()).equity?.sinceMidnight
  expect(since?.change).toMatch(/^-\d/)
  expect(since?.percent).toMatch(/^-\d/)
})

test('what a crossed limit holds back is told, and goes on by the owner’s word', async () => {
  const house = aWatchedAccount({ maxDayLoss: '100' })
  await house.minutes(2)
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await house.minutes(3)
  const seen = await house.account.overview()
  expect(seen.tradingState).toBe('REDUCING')
  expect(seen.held).toMatchObject([{ key: 'owner', words: expect.stringContaining('daily loss') }])
  expect(seen.tradingWhy).toContain('daily loss')
})

const VERIFY = { command: 'verify', params: {}, tokenId: 'owner', signedIn: true } as const

test('a changed audit, an order in doubt and an armed timer show', async () => {
  const house = anAccount()
  await house.call('arm_dead_man_switch', { timeout: 120 })
  await house.fault({ path: 'AddOrder', fault: 'drop' })
  const lost = house.call('add_order', buy())
  await house.clock.advance(9_000)
  const { uncertain, deadManUntil, brokenAt } = await house.account.overview()
  expect(deadManUntil).toBeGreaterThan(house.clock.now())
  expect(brokenAt).toBeUndefined()
  expect(uncertain).toMatchObject([
    { intent: expect.stringMatching(/^i_/), what: expect.stringMatching(/^Buy/) },
  ])
  house.sql.run('UPDATE audit SET facts = ? WHERE id = 2', '{"forged":true}')
  // What was walked in this life is walked again when the owner verifies, and shows from then on.
  expect(await house.account.owner({ ...VERIFY, request: 'r_1' })).toMatchObject({
    result: { first_broken: 2 },
  })
  expect((await house.account.overview()).brokenAt).toBe(2)
  await house.clock.advance(30_000)
  await lost
})

test('where Kraken does not answer, the rest of the page still stands', async () => {
  const house = anAccount()
  await house.fault({ path: 'OpenOrders', fault: 'error', error: 'EService:Unavailable' })
  const seen = await house.account.overview()
  expect(seen.orders).toBeUndefined()
  expect(seen.positions).toEqual([])
  expect(seen.killSwitch).toEqual({ on: false })
})

test('an account without a key shows what is stored, and asks nobody', async () => {
  const read = readSettings({})
  if (!read.ok) throw new Error('settings')
  const account = createAccount({
    settings: read.settings,
    sql: aDatabase(),
    clock: aClock(),
    random: (bytes) => new Uint8Array(bytes),
    fetch: () => Promise.reject(new Error('nobody is asked')),
    setAlarm: () => {},
  })
  const seen = await account.overview()
  expect(seen.problems.join()).toContain('No Kraken key')
  expect(await account.waiting('i_1')).toMatchObject({ now: expect.any(Number) })
})
