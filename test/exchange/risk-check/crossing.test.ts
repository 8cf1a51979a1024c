import { describe, expect, test } from 'vitest'
import { OPEN } from '../../../src/domain/mandate/presets.ts'
import { aCopy, aRow, callAs } from '../../support/owner.ts'
import { auditOf, buy, guard, openIds, resultOf } from '../switches.ts'
import { aWatchedAccount } from './a-watched-account.ts'

const LIMITS = { maxDayLoss: '1000' } as const

const alerts = (house: { sql: { run(text: string): readonly unknown[] } }) =>
  house.sql.run("SELECT facts FROM alerts WHERE event = 'limit_crossed'")

const aFallen = async (vars = {}) => {
  const house = aWatchedAccount(LIMITS, vars)
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 0.7 })
  await house.minutes(2)
  return house
}

test('one reading beyond a limit holds nothing back, a second half a minute later does', async () => {
  const house = await aFallen()
  expect(Number(house.reading()?.day.loss)).toBeGreaterThan(1_000)
  expect(house.heldKeys()).toEqual([])
  await house.minutes(1)
  expect(house.heldKeys()).toEqual(['owner'])
  expect(auditOf(house, 'trading.reducing')).toHaveLength(1)
  expect(alerts(house)).toHaveLength(1)
  await house.minutes(3)
  expect(alerts(house)).toHaveLength(1)
})

test('two readings that do not agree hold nothing back', async () => {
  const house = aWatchedAccount(LIMITS)
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 0.7 })
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 1 / 0.7 })
  await house.minutes(1)
  expect(Number(house.reading()?.day.loss)).toBeGreaterThan(1_000)
  await house.minutes(3)
  expect(Number(house.reading()?.day.loss)).toBeLessThan(1_000)
  expect(house.heldKeys()).toEqual([])
})

test('what increases is cancelled by its id, and what protects, sells or is a stranger’s stays', async () => {
  const house = aWatchedAccount(LIMITS)
  resultOf(await house.call('add_order', buy({ cl_ord_id: 'entry' })))
  resultOf(await house.call('add_order', guard({ cl_ord_id: 'guard' })))
  resultOf(await house.call('add_order', buy({ cl_ord_id: 'exit', type: 'sell', price: '900000' })))
  await house.turn('foreign', { order: buy({ cl_ord_id: 'stranger', price: '9000' }) })
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 0.9 })
  await house.minutes(3)
  expect(house.heldKeys()).toEqual(['owner'])
  expect([...(await openIds(house))].sort()).toEqual(['exit', 'guard', 'stranger'])
  expect(await house.seen('CancelAll')).toHaveLength(0)
})

test('what is held back outlives an eviction, and so does the first of two readings', async () => {
  const house = await aFallen()
  house.restart()
  await house.minutes(1)
  expect(house.heldKeys()).toEqual(['owner'])
  house.restart()
  expect((await house.account.status()).warnings.join()).toContain('REDUCING')
})

test('the owner may have it halted', async () => {
  const house = await aFallen({ RISK_POLICY: 'halt' })
  await house.minutes(1)
  expect(auditOf(house, 'trading.halted')).toHaveLength(1)
  expect((await house.account.status()).warnings.join()).toContain('HALTED')
})

describe('a day’s limit', () => {
  test('lifts by itself on another day, when the last 24 hours are clear of it too', async () => {
    const house = await aFallen()
    await house.minutes(1)
    // A careful owner's night: the day has changed, but the loss lies within 24 hours.
    await house.clock.advance(23 * 3_600_000)
    await house.minutes(3)
    expect(house.heldKeys()).toEqual(['owner'])
    await house.clock.advance(2 * 3_600_000)
    await house.minutes(4)
    expect(house.heldKeys()).toEqual([])
    expect(auditOf(house, 'trading.active')).toHaveLength(1)
  })

  test('does not lift where it was halted', async () => {
    const house = await aFallen({ RISK_POLICY: 'halt' })
    await house.minutes(1)
    await house.clock.advance(50 * 3_600_000)
    await house.minutes(4)
    expect(house.heldKeys()).toEqual(['owner'])
  })
})

test('a week’s limit waits for the owner, however long', async () => {
  const house = aWatchedAccount({ maxWeekLoss: '1000' })
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 0.7 })
  await house.minutes(3)
  await house.clock.advance(15 * 86_400_000)
  await house.minutes(3)
  expect(house.heldKeys()).toEqual(['owner'])
})

const ANNA = aCopy('anna', 'trade')
const BERT = aCopy('bert', 'trade')

test('a token’s own loss holds back that token and no other, and the account’s fall alone does not', async () => {
  const house = aWatchedAccount(undefined, {}, [aRow(ANNA, { ...OPEN, ...LIMITS }), aRow(BERT, OPEN)])
  await callAs(house, BERT, 'add_order', buy({ cl_ord_id: 'bert' }))
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'anna' }))
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 0.9 })
  await house.minutes(4)
  expect(house.heldKeys()).toEqual([])
  expect(Number(house.reading()?.day.loss)).toBeGreaterThan(1_000)
  expect(house.reading(ANNA.tokenId)?.day.loss).toBe('0')

  await callAs(
    house,
    ANNA,
    'add_order',
    buy({ cl_ord_id: 'bought', ordertype: 'market', price: undefined, volume: '0.5' }),
  )
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
  await house.minutes(2)
  await house.turn('market', { asset: 'XBT', factor: 0.9 })
  await house.minutes(4)
  expect(house.heldKeys()).toEqual([ANNA.tokenId])
  expect(Number(house.reading(ANNA.tokenId)?.day.loss)).toBeGreaterThan(1_000)
  expect(await openIds(house)).toEqual(['bert'])
  expect(await callAs(house, ANNA, 'add_order', buy({ price: '9000' }))).toMatchObject({ ok: false })
  expect(await callAs(house, BERT, 'add_order', buy({ price: '9000' }))).toMatchObject({ ok: true })
})

// The sweep was over when a sale that stayed filled, and its conditional close bought again.
test('what a fill opens while trading is held back is cancelled, too', async () => {
  const house = aWatchedAccount({ maxDayLoss: '20000' })
  await house.minutes(2)
  const sale = { pair: 'XBTUSD', type: 'sell', ordertype: 'limit', volume: '0.1', price: '150000' }
  const close = { ordertype: 'limit', price: '120000' }
  resultOf(await house.call('add_order', { ...sale, close, cl_ord_id: 'parent' }))
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await house.minutes(3)
  expect(house.heldKeys()).toEqual(['owner'])
  await house.turn('market', { asset: 'XBT', factor: 4 })
  await house.clock.advance(120_000)
  const open = async () =>
    Object.values(Object(resultOf(await house.call('get_open_orders'))).open)
      .map((order) => Object(order).descr)
      .filter(({ type, price }) => type === 'buy' && price.startsWith('120000'))
  expect(await open()).toHaveLength(1)
  const reconciled = house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
  await house.clock.advance(30_000)
  await reconciled
  await house.minutes(3)
  expect(await open()).toEqual([])
})

// A ticker that was wrong for one minute made a high, and everything after it a fall.
test('a price that one reading alone saw makes no high', async () => {
  const house = aWatchedAccount({ maxDrawdownPercent: { day: '10', month: '10' } })
  await house.minutes(2)
  await house.turn('market', { asset: 'XBT', factor: 3 })
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 1 / 3 })
  await house.minutes(4)
  expect(house.heldKeys()).toEqual([])
  await house.turn('market', { asset: 'XBT', factor: 3 })
  await house.minutes(3)
  await house.turn('market', { asset: 'XBT', factor: 1 / 3 })
  await house.minutes(3)
  expect(house.heldKeys()).toEqual(['owner'])
})
