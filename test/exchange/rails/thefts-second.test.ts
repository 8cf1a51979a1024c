import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { aDesk, buy, type RailedHouse, reasonsOf } from './a-desk.ts'

// Each of these once got more than the mandate gives; found by the property in stories.test.ts, and by reading.

const FAR: Mandate = { priceCollarPercent: 'none' }
const market = (extra: Record<string, unknown> = {}) =>
  buy({ ordertype: 'market', price: undefined, ...extra })

const reconcile = async (house: RailedHouse) => {
  await house.clock.advance(60_000)
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
}

// "none" stood on the row as a leverage, so that its fills were taken for a position's and moved no coins.
test('what is bought and sold with leverage none is spot', async () => {
  const house = aDesk({ t_test: { mandate: { maxDayNotional: '100000', maxExposure: '1100' } } })
  expect(await house.call('add_order', market({ volume: '0.01', leverage: 'none' }))).toMatchObject({
    ok: true,
  })
  await reconcile(house)
  expect(reasonsOf(await house.call('add_order', market({ volume: '0.01', cl_ord_id: 'b' })))).toEqual([
    'max_exposure',
  ])
})

// Cheaper from then on, what it had bought dearly before counted at the new price.
test('an amend to a lower price forgets nothing of what traded at the old one', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, approval: { above: '500' } } } })
  expect(await house.call('add_order', buy({ cl_ord_id: 'a', volume: '0.049' }))).toMatchObject({ ok: true })
  await house.turn('fill', { cl_ord_id: 'a', volume: '0.04' })
  await reconcile(house)
  expect(await house.call('amend_order', { cl_ord_id: 'a', limit_price: '100' })).toMatchObject({ ok: true })
  await reconcile(house)
  expect(await house.call('add_order', buy({ cl_ord_id: 'b', volume: '0.02' }))).toMatchObject({
    result: { state: 'awaiting_approval' },
  })
})

// What had traded between the reading and the amend was counted at the price, or in the volume, that came after.
test('what an order trades while it is amended counts as it traded', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxDayNotional: '100' } } })
  expect(await house.call('add_order', buy({ cl_ord_id: 'a', volume: '0.01' }))).toMatchObject({ ok: true })
  await house.fault({ path: 'AmendOrder', fault: 'delay', ms: 1_000 })
  const amended = house.call('amend_order', { cl_ord_id: 'a', limit_price: '100' })
  await house.clock.advance(500)
  await house.turn('fill', { cl_ord_id: 'a', volume: '0.009' })
  await house.clock.advance(1_000)
  expect(await amended).toMatchObject({ ok: true })
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'b', volume: '0.0095' })))).toEqual([
    'max_day_notional',
  ])
})

// The fee went in coins, and what was bought counted without it.
test('coins that went as a fee are not there to sell', async () => {
  const house = aDesk({ t_test: { mandate: { maxDayNotional: '1100' } } })
  expect(await house.call('add_order', market({ volume: '0.01', oflags: ['fcib'] }))).toMatchObject({
    ok: true,
  })
  await reconcile(house)
  const [row] = house.sql.run("SELECT net FROM inventory WHERE asset = 'BTC'")
  expect(Number(row?.net)).toBeLessThan(0.01)
})
