import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { TradingState } from '../../../src/domain/risk/facts.ts'
import { mustStillTrade } from '../../../src/exchange/rails/leaving.ts'
import { command } from '../../support/owner.ts'
import { aDesk, buy, type RailedHouse } from './a-desk.ts'

// A call is judged, waits in the lane behind another, and the world changes meanwhile.

// Judged without a look at the account, which would have to wait in the lane as well.
const LIMITED: Mandate = { priceCollarPercent: 'none', maxOpenOrders: 50 }

/** One order in flight for four seconds, and another of `t_test` that waits behind it while `change` happens. */
const whileWaiting = async (
  house: RailedHouse,
  waiting: Record<string, unknown>,
  change: () => Promise<unknown> | unknown,
) => {
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept', ms: 4_000 })
  const first = house.call('add_order', buy({ cl_ord_id: 'first' }), 't_other')
  await house.clock.settle()
  const second = house.call('add_order', buy({ cl_ord_id: 'second', ...waiting }))
  await house.clock.settle()
  await change()
  await house.clock.advance(10_000)
  await first
  return second
}

const grants = { t_test: { mandate: LIMITED }, t_other: { mandate: LIMITED } }

test('an order that waits while its token is revoked is never sent', async () => {
  const house = aDesk(grants)
  const answer = await whileWaiting(house, {}, () =>
    house.sql.run("UPDATE tokens SET revoked_at = 1 WHERE token_id = 't_test'"),
  )
  expect(answer).toMatchObject({ ok: false, failure: { code: 'token_revoked' } })
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('an order that waits while its mandate is tightened is never sent', async () => {
  const house = aDesk(grants)
  const answer = await whileWaiting(house, {}, () =>
    command(house, 'set-mandate', { id: 't_test', mandate: { maxOrderNotional: '1' } }),
  )
  expect(answer).toMatchObject({ ok: false, failure: { code: 'mandate_changed' } })
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('what waits while trading is held back leaves only where it reduces, and never once trading is halted', () => {
  const leaves = (state: TradingState, increases: boolean) => {
    try {
      mustStillTrade(state, { increases })
      return true
    } catch (refusal) {
      expect(refusal).toMatchObject({
        code: 'risk_denied',
        details: { reasons: [{ code: 'trading_state' }] },
      })
      return false
    }
  }
  expect([leaves('ACTIVE', true), leaves('ACTIVE', false)]).toEqual([true, true])
  expect([leaves('REDUCING', true), leaves('REDUCING', false)]).toEqual([false, true])
  expect([leaves('HALTED', true), leaves('HALTED', false)]).toEqual([false, false])
})
