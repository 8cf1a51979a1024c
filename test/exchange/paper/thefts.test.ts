import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { anAccount } from '../../support/account.ts'
import { aCopy, aRow, callAs, OWNER } from '../../support/owner.ts'
import { aTokenSource } from '../../support/token-source.ts'
import { atOnce, buy, passedAmong, reasonsOf } from '../rails/a-desk.ts'

// Paper stands on the same rails: what a thief tries live is tried here.

const ANNA = aCopy('anna', 'trade')
const FAR: Mandate = { priceCollarPercent: 'none' }

const aPaperDesk = (mandate: Mandate) => {
  const { source } = aTokenSource([aRow(OWNER), aRow(ANNA, mandate)])
  const opening = async () => ({ balances: { USD: '100000', BTC: '1' } })
  const house = anAccount({}, { tokenSource: source, paper: { name: 'paper:test', opening } })
  return (tool: string, params: Record<string, unknown>) => callAs(house, ANNA, tool, params)
}

test('twenty at once get what fits and no more', async () => {
  const call = aPaperDesk({ ...FAR, maxDayNotional: '35' })
  const answers = await atOnce(20, (at) => call('add_order', buy({ cl_ord_id: `n${at}` })))
  expect(passedAmong(answers)).toBe(3)
})

test('coins that the token did not buy are not sold as a reduction, and bought ones once', async () => {
  const call = aPaperDesk({ maxDayNotional: '1100' })
  const market = { ordertype: 'market', price: undefined, volume: '0.01' }
  expect(await call('add_order', buy({ ...market, cl_ord_id: 'b' }))).toMatchObject({ ok: true })
  const sale = (name: string) => call('add_order', buy({ ...market, type: 'sell', cl_ord_id: name }))
  expect(passedAmong(await atOnce(3, (at) => sale(`s${at}`)))).toBe(1)
})

test('an amend grows no order beyond the cap, and a close is counted', async () => {
  const call = aPaperDesk({ ...FAR, maxDayNotional: '25', maxOpenOrders: 3 })
  await call('add_order', buy({ cl_ord_id: 'a' }))
  expect(reasonsOf(await call('amend_order', { cl_ord_id: 'a', order_qty: '0.0026' }))).toEqual([
    'max_day_notional',
  ])
  const close = { ordertype: 'limit', price: '20000' }
  expect(reasonsOf(await call('add_order', buy({ cl_ord_id: 'c', close })))).toContain('max_day_notional')
})
