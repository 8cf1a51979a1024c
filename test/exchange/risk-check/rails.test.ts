import { expect, test } from 'vitest'
import { command, resultOf as ownerResult } from '../../support/owner.ts'
import { buy, resultOf } from '../switches.ts'
import { aWatchedAccount } from './a-watched-account.ts'

const LIMITS = { maxDayLoss: '1000' } as const
const sell = (extra: Record<string, unknown> = {}) => buy({ type: 'sell', price: '900000', ...extra })

const reasonsOf = (answer: unknown): string => JSON.stringify(Object(Object(answer).failure).details)

const aHeld = async (vars = {}) => {
  const house = aWatchedAccount(LIMITS, vars)
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 0.9 })
  await house.minutes(3)
  expect(house.heldKeys()).toEqual(['owner'])
  return house
}

test('while trading is REDUCING a buy is denied and a sale passes', async () => {
  const house = await aHeld()
  const denied = await house.call('add_order', buy())
  expect(denied).toMatchObject({ ok: false, failure: { code: 'risk_denied' } })
  expect(reasonsOf(denied)).toContain('trading_state')
  expect(await house.call('add_order', sell())).toMatchObject({ ok: true })
})

test('while trading is HALTED nothing but a cancel passes', async () => {
  const house = await aHeld({ RISK_POLICY: 'halt' })
  expect(await house.call('add_order', sell())).toMatchObject({ ok: false })
  expect(await house.call('cancel_all_orders')).toMatchObject({ ok: true })
})

test('the owner resumes it, but not while a limit is still crossed', async () => {
  const house = await aHeld()
  expect(await command(house, 'resume')).toMatchObject({
    ok: false,
    failure: { code: 'limit_still_crossed' },
  })
  await house.turn('market', { asset: 'XBT', factor: 1.2 })
  await house.minutes(3)
  expect(house.heldKeys()).toEqual(['owner'])
  expect(ownerResult(await command(house, 'resume'))).toMatchObject({ trading_state: 'ACTIVE' })
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
  expect(await command(house, 'resume')).toMatchObject({ ok: true })
})

test('the owner does not resume what nobody can look at', async () => {
  const house = await aHeld()
  await house.fault({ path: 'BalanceEx', fault: 'status', status: 502, times: 0 })
  expect(await command(house, 'resume')).toMatchObject({ ok: false, failure: { code: 'no_reading' } })
})

test('an increase without a reading of the last three minutes takes one at once, a reduction does not', async () => {
  const house = aWatchedAccount({ maxDrawdownPercent: { day: '20' } })
  expect(house.reading()).toBeUndefined()
  expect(await house.call('add_order', buy({ cl_ord_id: 'first' }))).toMatchObject({ ok: true })
  const at = house.reading()?.at
  await house.clock.advance(120_000)
  expect(await house.call('add_order', buy({ price: '9000' }))).toMatchObject({ ok: true })
  expect(house.reading()?.at).toBe(at)
  await house.clock.advance(61_000)
  expect(await house.call('add_order', buy({ price: '9100' }))).toMatchObject({ ok: true })
  expect(house.reading()?.at).toBeGreaterThan(Number(at))
})

test('where no reading can be had, an increase is denied and a reduction passes', async () => {
  const house = aWatchedAccount(LIMITS)
  await house.fault({ path: 'Ledgers', fault: 'status', status: 502, times: 0 })
  const order = house.call('add_order', buy())
  await house.clock.advance(20_000)
  expect(await order).toMatchObject({ ok: false, failure: { code: 'risk_denied' } })
  const reduction = house.call('add_order', sell())
  await house.clock.advance(20_000)
  expect(await reduction).toMatchObject({ ok: true })
})

test('limits that need no reading ask for none', async () => {
  const house = aWatchedAccount({ maxOrderNotional: '600' })
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
  expect(await house.seen('Ledgers')).toHaveLength(0)
  expect(house.reading()).toBeUndefined()
})

test('without query-ledger a drawdown cannot be judged: the denial and /ready name the permission', async () => {
  const house = aWatchedAccount({ maxDrawdownPercent: { week: '20' } })
  const permissions = [
    'query-funds',
    'query-open-trades',
    'query-closed-trades',
    'modify-trades',
    'close-trades',
  ]
  await house.turn('keys', { name: 'main', permissions })
  const denied = await house.call('add_order', buy())
  expect(denied).toMatchObject({ ok: false, failure: { code: 'risk_denied' } })
  expect(JSON.stringify(denied)).toContain('query-ledger')
  expect(await house.call('add_order', sell())).toMatchObject({ ok: true })
  expect((await house.account.status()).problems.join()).toContain('query-ledger')
  await house.minutes(3)
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await house.minutes(4)
  expect(house.heldKeys()).toEqual([])
})

test('a margin level below its limit holds trading back', async () => {
  const house = aWatchedAccount({ minMarginLevelPercent: '3500', maxLeverage: 'none' })
  resultOf(await house.call('add_order', buy({ cl_ord_id: 'long', volume: '1.9', leverage: '2' })))
  await house.turn('fill', { cl_ord_id: 'long', volume: '1.9' })
  await house.minutes(1)
  const level = Number(house.reading()?.marginLevelPercent)
  expect(level).toBeGreaterThan(3_500)
  await house.turn('market', { asset: 'XBT', factor: 0.1 })
  await house.turn('market', { asset: 'XETH', factor: 0.1 })
  await house.minutes(2)
  expect(Number(house.reading()?.marginLevelPercent)).toBeLessThan(3_500)
  await house.minutes(1)
  expect(house.heldKeys()).toEqual(['owner'])
})
