import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { Answer } from '../../../src/exchange/port.ts'
import type { AccountHouse } from '../../support/account.ts'
import { aCopy, aHouseWith, aRow, callAs, command } from '../../support/owner.ts'

const ANNA = aCopy('anna', 'trade', 'funds')
const COLD = 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh'

const aHouse = (mandate: Mandate) => aHouseWith([aRow(ANNA, mandate)]).house

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

/** "sent", or what became of a call instead. */
const came = (answer: Answer): string =>
  answer.ok ? String(Object(answer.result).state ?? 'sent') : answer.failure.code

const cameOf = async (house: AccountHouse, tool: string, params: Record<string, unknown>) => {
  const answer = came(await callAs(house, ANNA, tool, params))
  await house.clock.advance(3_000)
  return answer
}

// Tiny orders rested an hour, then each was amended up to just below `above`: nothing of it had counted.
test('old small orders that amends make large count together, like new ones', async () => {
  const house = aHouse({ approval: { above: '500' } })
  const ids = ['o-1', 'o-2', 'o-3']
  for (const cl_ord_id of ids) expect(await cameOf(house, 'add_order', buy({ cl_ord_id }))).toBe('sent')
  await house.clock.advance(3_600_000)
  const amends: string[] = []
  for (const cl_ord_id of ids)
    amends.push(await cameOf(house, 'amend_order', { cl_ord_id, order_qty: '0.049' }))
  expect(amends).toEqual(['sent', 'awaiting_approval', 'awaiting_approval'])
  expect(await cameOf(house, 'add_order', buy({ volume: '0.002' }))).toBe('awaiting_approval')
})

// "always" was looked for only where a key covered the withdrawal.
test('who wants to be asked always is asked about every movement of funds', async () => {
  const lifted = aHouse({ approval: 'always', withdrawalKeys: 'none' })
  const withdrawal = { asset: 'XBT', key: 'cold', amount: '0.1' }
  expect(await cameOf(lifted, 'withdraw', withdrawal)).toBe('awaiting_approval')
  expect(await cameOf(lifted, 'allocate_earn', { strategy_id: 'ESRFUO3-Q62XD-WIOIL7', amount: '10' })).toBe(
    'awaiting_approval',
  )
  const covered = aHouse({ withdrawalKeys: [{ key: 'cold', asset: 'BTC', address: COLD }] })
  await command(covered, 'set-limits', { limits: { approval: 'always' } })
  expect(await cameOf(covered, 'withdraw', withdrawal)).toBe('awaiting_approval')
  expect(await covered.seen('Withdraw')).toEqual([])
})
